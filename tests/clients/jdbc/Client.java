// Microsoft's JDBC driver.
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Timestamp;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Timer;
import java.util.TimerTask;

public class Client {
    static String coded(String text) {
        return text.isEmpty() ? "=" : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String text) {
        return text.equals("=") ? "" : new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    static String canonical(Object value, String type) {
        if (value == null)
            return "-";
        if (value instanceof byte[]) {
            StringBuilder hex = new StringBuilder("0x");
            for (byte one : (byte[]) value)
                hex.append(String.format("%02X", one));
            return coded(hex.toString());
        }
        if (value instanceof Timestamp)
            return coded(new SimpleDateFormat("yyyy-MM-dd HH:mm:ss.SSS").format((Timestamp) value));
        if (value instanceof Boolean)
            return coded((Boolean) value ? "1" : "0");
        return coded(type.equals("uniqueidentifier") ? value.toString().toUpperCase() : value.toString());
    }

    static void say(String word, SQLException error) {
        for (; error != null; error = error.getNextException())
            System.out.println(word + " " + error.getErrorCode() + " " + coded(error.getSQLState() + " " + error.getMessage()));
    }

    static void rows(ResultSet set) throws SQLException {
        ResultSetMetaData data = set.getMetaData();
        StringBuilder line = new StringBuilder("columns");
        for (int i = 1; i <= data.getColumnCount(); ++i)
            line.append(' ').append(coded(data.getColumnLabel(i)));
        System.out.println(line);
        while (set.next()) {
            line = new StringBuilder("row");
            for (int i = 1; i <= data.getColumnCount(); ++i)
                line.append(' ').append(canonical(set.getObject(i), data.getColumnTypeName(i)));
            System.out.println(line);
        }
    }

    static void warnings(Statement statement) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning())
            System.out.println("message " + warning.getErrorCode() + " " + coded(String.valueOf(warning.getMessage())));
        statement.clearWarnings();
    }

    static void run(Connection connection, String sql, int until) throws SQLException {
        long begin = System.currentTimeMillis();
        Timer timer = new Timer(true);
        try (Statement statement = connection.createStatement()) {
            if (until > 0) {
                timer.schedule(new TimerTask() {
                    @Override
                    public void run() {
                        try {
                            statement.cancel();
                        } catch (SQLException error) {
                            say("error", error);
                        }
                    }
                }, until);
            }
            boolean isSet = statement.execute(sql);
            while (true) {
                warnings(statement);
                if (isSet)
                    rows(statement.getResultSet());
                else if (statement.getUpdateCount() == -1)
                    break;
                isSet = statement.getMoreResults();
            }
        } catch (SQLException error) {
            say("error", error);
        }
        timer.cancel();
        System.out.println("end " + (System.currentTimeMillis() - begin));
    }

    static void trust(Properties properties, String authority) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (FileInputStream in = new FileInputStream(authority)) {
            store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        Path file = Files.createTempFile("trust", ".p12");
        file.toFile().deleteOnExit();
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            store.store(out, "changeit".toCharArray());
        }
        properties.setProperty("trustStore", file.toString());
        properties.setProperty("trustStorePassword", "changeit");
        properties.setProperty("trustStoreType", "PKCS12");
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new HashMap<>();
        List<String[]> statements = new ArrayList<>();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("set"))
                settings.put(words[1], decoded(words[2]));
            else if (words[0].equals("sql"))
                statements.add(words);
        }
        Properties properties = new Properties();
        properties.setProperty("user", settings.get("login"));
        properties.setProperty("password", settings.get("password"));
        properties.setProperty("loginTimeout", "20");
        properties.setProperty("connectRetryCount", "0");
        properties.setProperty("trustServerCertificate", "false");
        String line = settings.get("line");
        properties.setProperty("encrypt", line.equals("strict") ? "strict" : String.valueOf(line.equals("tls")));
        if (settings.containsKey("ca"))
            trust(properties, settings.get("ca"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlserver://" + settings.get("host") + ":" + settings.get("port"), properties)) {
            System.out.println("connected");
            for (String[] one : statements)
                run(connection, decoded(one[1]), Integer.parseInt(one[2]));
        } catch (SQLException error) {
            System.out.println("refused " + error.getErrorCode() + " " + coded(error.getSQLState() + " " + error.getMessage()));
        }
    }
}
