// tedious.
'use strict';
const fs = require('fs');
const { Connection, Request } = require('tedious');

const coded = text => Buffer.from(String(text), 'utf8').toString('base64') || '=';
const decoded = text => (text === '=' ? '' : Buffer.from(text, 'base64').toString('utf8'));
const say = (...words) => fs.writeSync(1, words.join(' ') + '\n');

function canonical(value, type) {
    if (value === null || value === undefined) return '-';
    if (Buffer.isBuffer(value)) return coded('0x' + value.toString('hex').toUpperCase());
    if (value instanceof Date) return coded(value.toISOString().replace('T', ' ').replace('Z', ''));
    if (typeof value === 'boolean') return coded(value ? '1' : '0');
    return coded(type.startsWith('UniqueIdentifier') ? String(value).toUpperCase() : value);
}

const settings = {};
const statements = [];
for (const line of fs.readFileSync(0, 'utf8').split('\n')) {
    const words = line.split(' ');
    if (words[0] === 'set') settings[words[1]] = decoded(words[2]);
    if (words[0] === 'sql') statements.push([decoded(words[1]), Number(words[2])]);
}

const tls = settings.line === 'tls' || settings.line === 'strict';
const options = {
    port: Number(settings.port),
    encrypt: settings.line === 'strict' ? 'strict' : tls,
    trustServerCertificate: false,
    rowCollectionOnRequestCompletion: false,
    connectTimeout: 20000,
    requestTimeout: 60000,
    cancelTimeout: 10000,
    useUTC: true,
    abortTransactionOnError: false,
};
if (tls && settings.ca) options.cryptoCredentialsDetails = { ca: fs.readFileSync(settings.ca) };

const connection = new Connection({
    server: settings.host,
    authentication: { type: 'default', options: { userName: settings.login, password: settings.password } },
    options,
});

let answering = false;
let told = 0;
let lastNumber = 0;
connection.on('infoMessage', message => answering && say('message', message.number, coded(message.message)));
connection.on('errorMessage', message => {
    lastNumber = message.number;
    told += 1;
    if (answering) say('error', message.number, coded(message.message));
});

function next() {
    const statement = statements.shift();
    if (!statement) {
        connection.close();
        return;
    }
    const begin = Date.now();
    let timer = null;
    answering = true;
    told = 0;
    const request = new Request(statement[0], error => {
        clearTimeout(timer);
        answering = false;
        if (error && told === 0) say('error', 0, coded(`${error.code} ${error.message}`));
        say('end', Date.now() - begin);
        setImmediate(next);
    });
    request.on('columnMetadata', columns => say('columns', ...columns.map(column => coded(column.colName))));
    request.on('row', row => say('row', ...row.map(column => canonical(column.value, column.metadata.type.name))));
    connection.execSqlBatch(request);
    if (statement[1] > 0) timer = setTimeout(() => connection.cancel(), statement[1]);
}

connection.connect(error => {
    if (error) {
        const all = [error, ...(error.errors || [])];
        say('refused', lastNumber, coded(all.map(one => `${one.code} ${one.message} ${one.cause ? one.cause.message : ''}`).join(' | ')));
        process.exit(0);
    }
    say('connected');
    next();
});
