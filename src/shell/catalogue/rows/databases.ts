import type { Row } from "../row.ts";

/** Clients of databases. Text for the server is not judged; commands that lead out to a shell are told by the readers. */
export function databaseRows(): readonly Row[] {
  const postgresConnection =
    "-h|--host=:u -p|--port= -U|--username= -w|--no-password -W|--password -d|--dbname= -V|--version -?|--help? -v|--verbose";

  const mysqlConnection =
    "-h|--host=:u -P|--port= -u|--user= -p|--password? -S|--socket= --protocol= --defaults-file=:r --defaults-extra-file=:r --defaults-group-suffix= --login-path= --default-character-set= --ssl-ca=:r --ssl-cert=:r --ssl-key=:r --ssl-mode= --connect-timeout= --max-allowed-packet= --plugin-dir=:r --default-auth= --no-defaults --ssl? -C|--compress -v|--verbose -V|--version -? -f|--force";

  return [
    {
      names: "psql pgcli",
      options: `${postgresConnection.replace("-v|--verbose", "")} -c|--command= -f|--file=:r -l|--list -v|--set|--variable= -X|--no-psqlrc -1|--single-transaction -a|--echo-all -b|--echo-errors -e|--echo-queries -E|--echo-hidden -L|--log-file=:o -n|--no-readline -o|--output= -q|--quiet -s|--single-step -S|--single-line -A|--no-align --csv -F|--field-separator= -H|--html -P|--pset= -R|--record-separator= -t|--tuples-only -T|--table-attr= -x|--expanded -z|--field-separator-zero -0|--record-separator-zero`,
      reader: "clientEscapes",
    },
    {
      names: "pg_dump pg_dumpall pg_basebackup",
      options: `${postgresConnection} -f|--file=:o -F|--format= -j|--jobs= -n|--schema= -N|--exclude-schema= -t|--table= -T|--exclude-table= -Z|--compress= -E|--encoding= -S|--superuser= -e|--extension= -l|--database|--label= -D|--pgdata=:O -X|--wal-method= -R|--write-recovery-conf -T|--tablespace-mapping= --role= --section= --filter=:r --exclude-database= --snapshot= --lock-wait-timeout= --inserts --column-inserts -a|--data-only -b|--blobs|--large-objects -B -c|--clean -C|--create -O|--no-owner -s|--schema-only -x|--no-privileges --if-exists -g|--globals-only -r|--roles-only -P|--progress`,
      reader: "addresses",
    },
    {
      names: "pg_restore",
      options: `${postgresConnection} -f|--file=:o -F|--format= -l|--list -a|--data-only -c|--clean -C|--create -e|--exit-on-error -I|--index= -j|--jobs= -L|--use-list=:r -n|--schema= -N|--exclude-schema= -O|--no-owner -P|--function= -s|--schema-only -S|--superuser= -t|--table= -T|--trigger= -x|--no-privileges -1|--single-transaction --section= --role= --if-exists`,
      operands: "r",
    },
    {
      names: "createdb dropdb createuser dropuser vacuumdb reindexdb clusterdb pg_isready pgbench",
      options: `${postgresConnection} -D|--tablespace= -e|--echo -E|--encoding= -l|--locale= -O|--owner= -T|--template= --maintenance-db= -f|--force -i|--interactive -c|--connection-limit|--client= -j|--jobs= -t|--table|--timeout|--transactions= -n|--schema= -s|--superuser|--scale= --if-exists -g|--role= -a|--all -q|--quiet -F|--file=:r`,
    },
    {
      names: "pg_ctl initdb postgres pg_upgrade",
      options:
        "-D|--pgdata=:O -l|--log=:o -o|--options= -m|--mode= -w|--wait -W|--no-wait -t|--timeout= -s|--silent -c= -p= -U|--username= -A|--auth= -E|--encoding= --locale= --pwfile=:r -k= -h= -d= -b= -B= -X|--waldir=:O",
      sub: ["start", "stop", "restart", "reload", "status", "promote", "init initdb", "kill", "logrotate"].map(
        (names): Row => ({
          names,
          options:
            "-D|--pgdata=:O -l|--log=:o -o|--options= -m|--mode= -w|--wait -W|--no-wait -t|--timeout= -s|--silent -c -p=:x",
        }),
      ),
    },
    {
      names: "mysql mariadb mycli",
      options: `${mysqlConnection} -e|--execute= -D|--database= -N|--skip-column-names -B|--batch -s|--silent -t|--table -H|--html -X|--xml -E|--vertical -A|--no-auto-rehash -r|--raw -q|--quick -n|--unbuffered -b|--no-beep -i|--ignore-spaces -o|--one-database -w|--wait --delimiter= --pager?:sh --prompt= --tee=:o --init-command= --local-infile? --binary-mode`,
      reader: "clientEscapes",
    },
    {
      names: "mysqldump mariadb-dump mysqlpump",
      options: `${mysqlConnection} -r|--result-file=:o -T|--tab=:O -w|--where= -B|--databases -A|--all-databases --tables -d|--no-data -t|--no-create-info -R|--routines -E|--events --triggers --ignore-table= --single-transaction --quick --opt --add-drop-table --hex-blob --set-gtid-purged= --column-statistics= --master-data? --log-error=:o --compatible=`,
    },
    {
      names: "mysqladmin mariadb-admin mysqlimport mysqlcheck mysqlshow",
      options: `${mysqlConnection} -c|--count|--columns= -i|--sleep= -w|--wait? -r|--relative -s|--silent -L|--local -d|--delete --fields-terminated-by= --ignore-lines= -A|--all-databases -o|--optimize -a|--analyze`,
    },
    {
      names: "sqlite3 sqlite duckdb",
      options:
        "-A -append -ascii -bail -batch -box -column -cmd= -csv -deserialize -echo -init=:r -header -noheader -help -html -interactive -json -line -list -markdown -maxsize= -mmap= -newline= -nofollow -nonce= -nullvalue= -quote -readonly:q -safe -separator= -stats -table -tabs -version -vfs= -zip -c|-s= -unsigned -ui -f=:r -no-stdin -unredacted -storage_version=",
      operands: "m",
      style: "words",
      reader: "clientEscapes",
    },
    {
      names: "sqldiff sqlite3_analyzer litecli",
      options: "--table= --primarykey --schema --summary --transaction -e|--execute= -D|--database=",
      operands: "r*",
    },
    {
      names: "redis-cli valkey-cli keydb-cli",
      options:
        "-h=:u -p= -s= -t= -a|--pass= --user= --askpass -u=:u -r= -i= -n= -2 -3 -x -X= -d= -D= -c -e --tls --sni= --cacert=:r --cacertdir=:r --cert=:r --key=:r --tls-ciphers= --raw --no-raw --quoted-input --csv --json --show-pushes= --stat --latency --latency-history --latency-dist --lru-test= --replica --rdb=:o --functions-rdb=:o --pipe --pipe-timeout= --bigkeys --memkeys --memkeys-samples= --hotkeys --scan --pattern= --count= --quoted-pattern= --intrinsic-latency= --eval=:r --ldb --ldb-sync-mode --cluster= --verbose --no-auth-warning --help --version -v",
      style: "stop",
    },
    {
      names: "redis-server valkey-server memcached",
      options:
        "--port|-p= --bind|-l= --dir=:O --daemonize|-d --logfile=:o --requirepass= --save= --appendonly= --replicaof= --sentinel --check-system -m= -u= -c= -t= -s=",
      operands: "r",
    },
    {
      names: "mongosh mongo",
      options:
        "--host=:u --port= -u|--username= -p|--password? --authenticationDatabase= --authenticationMechanism= --awsIamSessionToken= --tlsCertificateKeyFile=:r --tlsCertificateKeyFilePassword= --tlsCAFile=:r --tlsCRLFile=:r --eval= -f|--file=:r --apiVersion= --json? --shell --nodb --norc --quiet --retryWrites --tls --ssl --sslCAFile=:r --sslPEMKeyFile=:r --verbose --version --help",
      reader: "addresses",
    },
    {
      names: "mongodump mongorestore mongoexport mongoimport mongostat mongotop",
      options:
        "-h|--host=:u --port= -u|--username= -p|--password= --authenticationDatabase= --uri=:u -d|--db= -c|--collection= -o|--out=:O --archive?:o -q|--query= --queryFile=:r -f|--fields= --fieldFile=:r --type= --file=:r --dir=:r --gzip --oplog --drop --jsonArray --headerline --upsertFields= --mode= -j|--numParallelCollections= --nsInclude= --nsExclude= --nsFrom= --nsTo= --sort= --limit= --skip= --ssl --sslCAFile=:r --sslPEMKeyFile=:r",
      operands: "r",
    },
    {
      names: "cqlsh clickhouse-client clickhouse influx usql snowsql bcp sqlcmd sqlplus isql osql",
      options:
        "-h|--host=:u -P|--port= -p= -u|--user|--username= --password= -d|--database= -q|--query= -Q= -e|--execute= -f|--file=:r -i|--input|--input-file=:r -o|--output=:o -S|--server|-s= -U= -k= -c|--command|--config= -v|--variable= -b --multiquery -n --format= --secure",
    },
    {
      names: "prisma drizzle-kit knex sequelize typeorm flyway liquibase dbmate goose migrate sqlx diesel",
      options:
        "--schema=:r --config|--config-file|--conf|-c=:r --url|--database-url|-database=:u --name|-n= --env|-e= --knexfile=:r --cwd=:cd --dataSource|-d=:r --dir|--migrations-dir|-path|--source|-source= --table= --to= --from= --script= --create-only --force|-f --skip-generate --accept-data-loss --force-reset --preview-feature",
    },
    {
      names: "etcdctl consul vault nomad",
      options:
        "-address|--address=:u -endpoints|--endpoints=:u -http-addr|--http-addr=:u -token|--token= -namespace|--namespace= -ca-cert|--cacert=:r -client-cert|--cert=:r -client-key|--key=:r -ca-path=:r -tls-server-name= -format|--format|-write-out|--write-out|-w= -field= -datacenter|--datacenter= -region|--region= --user= --password= --prefix --from-key --limit= -wrap-ttl= -header= -mfa= -method= -path=",
      style: "words",
    },
  ];
}
