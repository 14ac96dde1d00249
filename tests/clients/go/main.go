// go-mssqldb.
package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/golang-sql/sqlexp"
	mssql "github.com/microsoft/go-mssqldb"
)

type statement struct {
	text  string
	until int
}

func coded(text string) string {
	if text == "" {
		return "="
	}
	return base64.StdEncoding.EncodeToString([]byte(text))
}

func decoded(text string) string {
	if text == "=" {
		return ""
	}
	bytes, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return string(bytes)
}

func canonical(value any, kind string) string {
	switch v := value.(type) {
	case nil:
		return "-"
	case []byte:
		if kind == "UNIQUEIDENTIFIER" {
			var id mssql.UniqueIdentifier
			if err := id.Scan(v); err != nil {
				panic(err)
			}
			return coded(strings.ToUpper(id.String()))
		}
		return coded("0x" + strings.ToUpper(hex.EncodeToString(v)))
	case time.Time:
		return coded(v.Format("2006-01-02 15:04:05.000"))
	case bool:
		if v {
			return coded("1")
		}
		return coded("0")
	default:
		return coded(fmt.Sprint(v))
	}
}

func sayError(word string, err error) {
	var one mssql.Error
	if errors.As(err, &one) {
		if len(one.All) == 0 {
			one.All = []mssql.Error{one}
		}
		for _, each := range one.All {
			fmt.Println(word, each.Number, coded(each.Message))
			if word == "refused" {
				return
			}
		}
		return
	}
	fmt.Println(word, 0, coded(err.Error()))
}

func rowsOf(rows *sql.Rows) {
	types, err := rows.ColumnTypes()
	if err != nil || len(types) == 0 {
		return
	}
	words := []string{"columns"}
	for _, one := range types {
		words = append(words, coded(one.Name()))
	}
	fmt.Println(strings.Join(words, " "))
	for rows.Next() {
		values := make([]any, len(types))
		pointers := make([]any, len(types))
		for i := range values {
			pointers[i] = &values[i]
		}
		if err := rows.Scan(pointers...); err != nil {
			sayError("error", err)
			return
		}
		words := []string{"row"}
		for i, value := range values {
			words = append(words, canonical(value, types[i].DatabaseTypeName()))
		}
		fmt.Println(strings.Join(words, " "))
	}
}

func run(connection *sql.Conn, one statement) {
	begin := time.Now()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if one.until > 0 {
		time.AfterFunc(time.Duration(one.until)*time.Millisecond, cancel)
	}
	answers := &sqlexp.ReturnMessage{}
	rows, err := connection.QueryContext(ctx, one.text, answers)
	if err != nil {
		sayError("error", err)
	} else {
		for active := true; active; {
			switch message := answers.Message(ctx).(type) {
			case sqlexp.MsgNext:
				rowsOf(rows)
			case sqlexp.MsgNextResultSet:
				active = rows.NextResultSet()
			case sqlexp.MsgError:
				sayError("error", message.Error)
			case sqlexp.MsgNotice:
				var number int32
				if info, ok := message.Message.(mssql.Error); ok {
					number = info.Number
				}
				fmt.Println("message", number, coded(fmt.Sprint(message.Message)))
			}
		}
		if err := rows.Err(); err != nil && !errors.As(err, new(mssql.Error)) {
			sayError("error", err)
		}
		rows.Close()
	}
	fmt.Println("end", time.Since(begin).Milliseconds())
}

func main() {
	settings := map[string]string{}
	statements := []statement{}
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 10_000_000)
	for input.Scan() {
		words := strings.Fields(input.Text())
		if len(words) != 3 {
			continue
		}
		if words[0] == "set" {
			settings[words[1]] = decoded(words[2])
		} else if words[0] == "sql" {
			until, _ := strconv.Atoi(words[2])
			statements = append(statements, statement{decoded(words[1]), until})
		}
	}
	query := url.Values{}
	query.Set("encrypt", map[string]string{"plain": "disable", "login": "false", "tls": "true", "strict": "strict"}[settings["line"]])
	query.Set("TrustServerCertificate", "false")
	query.Set("dial timeout", "20")
	if settings["ca"] != "" {
		query.Set("certificate", settings["ca"])
	}
	address := url.URL{Scheme: "sqlserver", User: url.UserPassword(settings["login"], settings["password"]),
		Host: settings["host"] + ":" + settings["port"], RawQuery: query.Encode()}
	pool, err := sql.Open("sqlserver", address.String())
	if err != nil {
		sayError("refused", err)
		return
	}
	defer pool.Close()
	connection, err := pool.Conn(context.Background())
	if err != nil {
		sayError("refused", err)
		return
	}
	fmt.Println("connected")
	for _, one := range statements {
		run(connection, one)
	}
}
