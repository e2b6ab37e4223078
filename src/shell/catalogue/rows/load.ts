import type { Row } from "../row.ts";

/** Load makers, clients of network services, and tunnels. */
export function loadRows(): readonly Row[] {
  return [
    {
      names: "ab",
      options:
        "-n= -c= -t= -s= -b= -B= -p=:r -u=:r -T= -v= -x= -y= -z= -C= -H= -A= -P= -X= -e=:o -g=:o -f= -Z= -E=:r -m= -w -i -k -r -S -l -q -d -V -h",
      operands: "h",
    },
    {
      names: "wrk wrk2 bombardier",
      options:
        "-c|--connections= -d|--duration= -t|--threads|--timeout= -s|--script=:r -H|--header= -R|--rate= -n|--requests= -m|--method= -b|--body= -f|--body-file=:r -r= -p|--print= -o|--format= -l|--latencies -L|--latency -k|--insecure -U|--u_latency -v|--version",
      operands: "h",
    },
    {
      names: "hey oha autocannon",
      options:
        "-n= -c|--connections= -q= -z|-d|--duration= -o= -m|--method= -H|--headers= -t|--timeout= -A= -d= -D=:r -T= -U= -a= -x= -h2 -host= -cpus= -b|--body= -i|--input=:r -w|--workers= -p|--pipelining= -r|--rate= -R|--overallRate= -disable-compression -disable-keepalive -disable-redirects",
      operands: "h",
      style: "words",
    },
    {
      names: "k6",
      options: "-c|--config=:r -a|--address= --log-format= --log-output= -v|--verbose -q|--quiet --no-color",
      style: "everywhere",
      sub: [
        {
          names: "run",
          options:
            "-u|--vus= -d|--duration= -i|--iterations= -s|--stage= -e|--env= -o|--out= --tag= --summary-export=:o --summary-trend-stats= --rps= --batch= --max-redirects= --user-agent= --dns= --hosts= --block-hostnames= --blacklist-ip= --console-output=:o --compatibility-mode= --execution-segment= --traces-output= -w|--throw --paused --insecure-skip-tls-verify --http-debug? --no-summary",
          operands: "u",
        },
        { names: "cloud", operands: "u" },
        { names: "archive", options: "-O|--archive-out=:o", operands: "r" },
        { names: "inspect", operands: "r" },
        { names: "new", operands: "w" },
        { names: "login" },
        { names: "version" },
        { names: "scale" },
        { names: "status" },
        { names: "pause" },
        { names: "resume" },
        { names: "stats" },
      ],
    },
    {
      names: "locust artillery vegeta siege jmeter",
      options:
        "-f|--locustfile=:r -H|--host=:u -u|--users= -r|--spawn-rate= -t|--run-time|--target= -T|--tags= -L|--loglevel= --logfile=:o --csv=:o --html=:o --config|-c=:r --headless --autostart -o|--output=:o -e|--environment= -p= -n= -l=:o -j=:o -q= -d= -J= -targets=:r -rate= -duration= -body=:r -header=",
    },
    {
      names: "grpcurl evans",
      options:
        "-d= -H= -rpc-header= -reflect-header= -proto=:r -protoset=:r -protoset-out=:o -proto-out-dir=:O -import-path=:r -cacert=:r -cert=:r -key=:r -authority= -servername= -user-agent= -connect-timeout= -max-time= -max-msg-sz= -keepalive-time= -format= -plaintext -insecure -v -vv -emit-defaults -unix -use-reflection -msg-template",
      operands: "h -",
      style: "words",
    },
    {
      names: "websocat wscat",
      options:
        "-c|--connect=:u -H|--header= -x|--execute= -s|--subprotocol= -o|--origin= -P= -p|--proxy= -n -k|--no-check -b|--binary -t|--text -1 -E -l|--listen= --auth= --ca=:r --cert=:r --key=:r --protocol=",
      operands: "h*",
    },
    {
      names: "ngrok cloudflared localtunnel lt tailscale zerotier-cli frpc bore",
      options:
        "--config=:r --authtoken= --region= --log= --log-level= --url= --hostname= --name= --token= --credentials-file|--cred-file=:r --subdomain|-s= --port|-p= --local-host= --host|-h=:u --authkey|--auth-key= --advertise-routes= --exit-node= --socket= --timeout= --hostname=",
    },
  ];
}
