import type { Row } from "../row.ts";
import { eachName } from "./each-name.ts";

/** Clients of the network: transfers, names, remote shells, diagnosis. */
export function networkRows(): readonly Row[] {
  const sshShared = "-4 -6 -A -C -F=:r,! -i=:r -J=:u -l= -o=:! -q -v -T";
  const scp =
    "-3 -4 -6 -A -B -C -c= -D=:x -F=:r,! -i=:r -J=:u -l= -O -o=:! -P= -p -q -R -r -S=:x -s -T -v -X= -b=:r -a -f -N";

  const curl = `--abstract-unix-socket=:u --alt-svc=:w --anyauth -a|--append --aws-sigv4= --basic --cacert=:r --capath=:R -E|--cert=:r --cert-status
  --cert-type= --ciphers= --compressed --compressed-ssh -K|--config=:r,! --connect-timeout= --connect-to=:! -C|--continue-at= -b|--cookie=:r
  -c|--cookie-jar=:w --create-dirs --create-file-mode= --crlf --crlfile=:r --curves= -d|--data|--data-ascii= --data-binary= --data-raw=
  --data-urlencode= --delegation= --digest -q|--disable --disable-eprt --disable-epsv --disallow-username-in-url --dns-interface=
  --dns-ipv4-addr= --dns-ipv6-addr= --dns-servers= --doh-cert-status --doh-insecure --doh-url=:u -D|--dump-header=:w --egd-file=:r --engine=:!
  --etag-compare=:r --etag-save=:w --expect100-timeout= -f|--fail --fail-early --fail-with-body --false-start -F|--form= --form-escape
  --form-string= --ftp-account= --ftp-alternative-to-user= --ftp-create-dirs --ftp-method= --ftp-pasv -P|--ftp-port= --ftp-pret
  --ftp-skip-pasv-ip --ftp-ssl-ccc --ftp-ssl-ccc-mode= --ftp-ssl-control -G|--get -g|--globoff --happy-eyeballs-timeout-ms=
  --haproxy-protocol --haproxy-clientip= -I|--head -H|--header= -h|--help --hostpubmd5= --hostpubsha256= --hsts=:w --http0.9 -0|--http1.0
  --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only --ignore-content-length -i|--include -k|--insecure --interface= --ipfs-gateway=:u
  -4|--ipv4 -6|--ipv6 --json= -j|--junk-session-cookies --keepalive-time= --key=:r --key-type= --krb= --libcurl=:w --limit-rate= -l|--list-only
  --local-port= -L|--location --location-trusted --login-options= --mail-auth= --mail-from= --mail-rcpt= --mail-rcpt-allowfails -M|--manual
  --max-filesize= --max-redirs= -m|--max-time= --metalink --negotiate -n|--netrc --netrc-file=:r --netrc-optional -:|--next --no-alpn
  -N|--no-buffer --no-clobber --no-keepalive --no-npn --no-progress-meter --no-sessionid --noproxy= --ntlm --ntlm-wb --oauth2-bearer=
  -o|--output=:w --output-dir=:W -Z|--parallel --parallel-immediate --parallel-max= --pass= --path-as-is --pinnedpubkey= --post301 --post302
  --post303 --preproxy=:u -#|--progress-bar --proto= --proto-default= --proto-redir= -x|--proxy=:u --proxy-anyauth --proxy-basic
  --proxy-cacert=:r --proxy-capath=:R --proxy-cert=:r --proxy-cert-type= --proxy-ciphers= --proxy-crlfile=:r --proxy-digest
  --proxy-header= --proxy-http2 --proxy-insecure --proxy-key=:r --proxy-key-type= --proxy-negotiate --proxy-ntlm --proxy-pass=
  --proxy-pinnedpubkey= --proxy-service-name= --proxy-ssl-allow-beast --proxy-ssl-auto-client-cert --proxy-tls13-ciphers=
  --proxy-tlsauthtype= --proxy-tlspassword= --proxy-tlsuser= --proxy-tlsv1 -U|--proxy-user= --proxy1.0=:u -p|--proxytunnel --pubkey=:r
  -Q|--quote= --random-file=:r -r|--range= --rate= --raw -e|--referer= -J|--remote-header-name -O|--remote-name --remote-name-all
  -R|--remote-time --remove-on-error -X|--request= --request-target= --resolve= --retry= --retry-all-errors --retry-connrefused
  --retry-delay= --retry-max-time= --sasl-authzid= --sasl-ir --service-name= -S|--show-error -s|--silent --socks4=:u --socks4a=:u --socks5=:u
  --socks5-basic --socks5-gssapi --socks5-gssapi-nec --socks5-gssapi-service= --socks5-hostname=:u -Y|--speed-limit= -y|--speed-time=
  --ssl --ssl-allow-beast --ssl-auto-client-cert --ssl-no-revoke --ssl-reqd --ssl-revoke-best-effort -2|--sslv2 -3|--sslv3 --stderr=:w
  --styled-output --suppress-connect-headers --tcp-fastopen --tcp-nodelay -t|--telnet-option= --tftp-blksize= --tftp-no-options -z|--time-cond=
  --tls-max= --tls13-ciphers= --tlsauthtype= --tlspassword= --tlsuser= -1|--tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --tr-encoding
  --trace=:w --trace-ascii=:w --trace-config= --trace-ids --trace-time --unix-socket=:u -T|--upload-file=:r --url=:u --url-query= -B|--use-ascii
  -u|--user= -A|--user-agent= --variable= -v|--verbose -V|--version -w|--write-out= --xattr`;

  const wget = `-V|--version -h|--help -b|--background -e|--execute=:! -o|--output-file=:w -a|--append-output=:w -d|--debug -q|--quiet -v|--verbose
  -nv|--no-verbose --report-speed= -i|--input-file=:r,! -F|--force-html -B|--base=:u --config=:r,! --no-config --rejected-log=:w -t|--tries=
  --retry-connrefused --retry-on-http-error= -O|--output-document=:w -nc|--no-clobber --no-netrc -c|--continue --start-pos= --progress=
  --show-progress -N|--timestamping --no-if-modified-since --no-use-server-timestamps -S|--server-response --spider -T|--timeout=
  --dns-servers= --bind-dns-address= --dns-timeout= --connect-timeout= --read-timeout= -w|--wait= --waitretry= --random-wait --no-proxy
  -Q|--quota= --bind-address= --limit-rate= --no-dns-cache --restrict-file-names= --ignore-case -4|--inet4-only -6|--inet6-only
  --prefer-family= --user= --password= --ask-password --use-askpass=:x --no-iri --local-encoding= --remote-encoding= --unlink
  -nd|--no-directories -x|--force-directories -nH|--no-host-directories --protocol-directories -P|--directory-prefix=:W --cut-dirs=
  --http-user= --http-password= --no-cache --default-page= -E|--adjust-extension --ignore-length --header= --compression= --max-redirect=
  --proxy-user= --proxy-password= --referer= --save-headers -U|--user-agent= --no-http-keep-alive --no-cookies --load-cookies=:r
  --save-cookies=:w --keep-session-cookies --post-data= --post-file=:r --method= --body-data= --body-file=:r --content-disposition
  --content-on-error --trust-server-names --auth-no-challenge --secure-protocol= --https-only --no-check-certificate --certificate=:r
  --certificate-type= --private-key=:r --private-key-type= --ca-certificate=:r --ca-directory=:R --crl-file=:r --pinnedpubkey= --ciphers=
  --no-hsts --hsts-file=:w --ftp-user= --ftp-password= --no-remove-listing --no-glob --no-passive-ftp --preserve-permissions --retr-symlinks
  --warc-file=:w --warc-header= --warc-max-size= --warc-cdx --warc-dedup=:r --warc-tempdir=:W -r|--recursive -l|--level= --delete-after
  -k|--convert-links --convert-file-only --backups? -K|--backup-converted -m|--mirror -p|--page-requisites --strict-comments -A|--accept=
  -R|--reject= --accept-regex= --reject-regex= --regex-type= -D|--domains= --exclude-domains= --follow-ftp --follow-tags= --ignore-tags=
  -H|--span-hosts -L|--relative -I|--include-directories= -X|--exclude-directories= -np|--no-parent`;

  const rsync = `-v|--verbose --info= --debug= --stderr= -q|--quiet --no-motd -c|--checksum -a|--archive -r|--recursive -R|--relative -b|--backup
  --backup-dir=:W --suffix= -u|--update --inplace --append --append-verify -d|--dirs --mkpath -l|--links -L|--copy-links
  --copy-unsafe-links --safe-links --munge-links -k|--copy-dirlinks -K|--keep-dirlinks -H|--hard-links -p|--perms -E|--executability --chmod=
  -A|--acls -X|--xattrs -o|--owner -g|--group --devices --specials -D -t|--times -U|--atimes --open-noatime -N|--crtimes -O|--omit-dir-times
  -J|--omit-link-times --super --fake-super -S|--sparse --preallocate --write-devices -n|--dry-run:q -W|--whole-file --checksum-choice=
  -x|--one-file-system -B|--block-size= -e|--rsh=:xs --rsync-path=:sh --existing --ignore-existing --remove-source-files --del|--delete
  --delete-before --delete-during --delete-delay --delete-after --delete-excluded --ignore-missing-args --delete-missing-args
  --ignore-errors --force --max-delete= --max-size= --min-size= --max-alloc= --partial --partial-dir=:W --delay-updates
  -m|--prune-empty-dirs --numeric-ids --usermap= --groupmap= --chown= --timeout= --contimeout= -I|--ignore-times --size-only -@|--modify-window=
  -T|--temp-dir=:W -y|--fuzzy --compare-dest=:R --copy-dest=:R --link-dest=:R -z|--compress --compress-choice= --compress-level=
  --skip-compress= -C|--cvs-exclude -f|--filter= -F --exclude= --exclude-from=:r --include= --include-from=:r --files-from=:r -0|--from0
  --old-args -s|--secluded-args|--protect-args --trust-sender --copy-as= --address= --port= --sockopts= --blocking-io --outbuf= --stats
  -8|--8-bit-output -h|--human-readable --progress -P -i|--itemize-changes -M|--remote-option= --out-format= --log-file=:w
  --log-file-format= --password-file=:r --early-input=:r --list-only:q --bwlimit= --stop-after= --stop-at= --fsync --write-batch=:w
  --only-write-batch=:w --read-batch=:r --protocol= --iconv= --checksum-seed= -4|--ipv4 -6|--ipv6 -V|--version --help --daemon --config=:r`;

  return [
    { names: "curl", options: curl, operands: "h*", reader: "curl" },
    { names: "wget wget2", options: wget, operands: "h*" },
    {
      names: "http https xh httpie",
      options:
        "-o|--output=:w -d|--download -a|--auth= -A|--auth-type= --session= --session-read-only= -p|--print= -s|--style= --verify= --proxy=:u --timeout= -c|--continue -f|--form -j|--json -b|--body -h|--headers -m|--meta -v|--verbose --check-status --follow --cert=:r --cert-key=:r",
      operands: "h",
      reader: "httpie",
    },
    {
      names: "aria2c",
      options:
        "-d|--dir=:W -o|--out=:w -i|--input-file=:r,! -x|--max-connection-per-server= -s|--split= -j|--max-concurrent-downloads= --on-download-complete=:x --on-download-start=:x --on-download-error=:x --on-download-stop=:x --on-download-pause=:x --on-bt-download-complete=:x --conf-path=:r,! --header= -c|--continue -q -l|--log=:w",
      operands: "h*",
    },
    {
      names: "ssh",
      options: `${sshShared} -a -B= -b= -c= -D= -E=:w -e= -f -G -g -I=:! -K -k -L= -M -m= -N -n -O= -p= -Q= -R= -S= -s -t -V -W=:u -w= -X -x -Y -y -P=`,
      style: "stop remote",
      wrapper: "deny-only",
      reader: "ssh",
    },
    { names: "scp", options: scp, operands: "nr* nw", reader: "ssh" },
    { names: "sftp", options: scp, operands: "h", reader: "ssh" },
    {
      names: "mosh",
      options: "-p|--port= --ssh=:sh --server=:sh --client=:x --predict= -4 -6 -a -n",
      operands: "h s",
      style: "stop remote",
      wrapper: "deny-only",
    },
    { names: "sshpass", options: "-p= -f=:r -d= -P= -e -v -h -V", operands: "c", style: "stop", wrapper: "deny-only" },
    {
      names: "autossh",
      options: `${sshShared} -M= -f -N -L= -R= -D= -p= -t`,
      operands: "h s",
      style: "stop remote",
      wrapper: "deny-only",
      reader: "ssh",
    },
    {
      names: "ssh-keygen",
      options:
        "-t= -b= -f=:m -N= -C= -P= -q -y -l -p -e -i -m= -R= -F= -H -E= -a= -A -s=:r -I= -n= -O= -V= -z= -D=:! -w=:! -Y= -K -k -v",
      style: "dangerous",
    },
    { names: "ssh-copy-id", options: "-f -n -s -i?:r -p= -o=:! -F=:r,! -t=", operands: "h" },
    { names: "ssh-keyscan", options: "-4 -6 -c -D -H -v -f=:r -O= -p= -T= -t=", operands: "h*" },
    {
      names: "ssh-agent",
      options: "-a= -c -D -d -E= -k -O= -P= -s -t=",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "ssh-add",
      options: "-c -D -d -H= -h= -K -k -L -l -q -S= -s=:! -e=:! -t= -T=:r -v -X -x -E=",
      operands: "r*",
      style: "dangerous",
    },
    { names: "rsync", options: rsync, operands: "nr* nw" },
    {
      names: "rclone",
      options:
        "--config=:r,! -P|--progress -n|--dry-run -v --transfers= --checkers= --include= --exclude= --filter= --password-command=:xs --log-file=:w",
      sub: [
        ...eachName("copy sync move copyto moveto bisync check", { operands: "nr nw" }),
        ...eachName("ls lsd lsl lsf cat size delete purge mkdir rmdir", { operands: "nr" }),
      ],
      style: "everywhere dangerous",
    },
    {
      names: "nc netcat ncat",
      options:
        "-4 -6 -A= -b -C -c|--sh-exec=:sh -D -d -e|--exec=:xs -F -f -G= -g= -h -I= -i= -K -k -L= -l|--listen -M= -m= -N -n -O= -o=:w -P= -p= -q= -r -S -s= -T= -t -U -u|--udp -V= -v -W= -w= -X= -x=:u -Z -z --lua-exec=:r,! --ssl --ssl-cert=:r --ssl-key=:r --proxy=:u --proxy-type= --proxy-auth= --allow= --deny= --keep-open --idle-timeout= --output=:w --hex-dump=:w --source= --source-port=",
      operands: "h",
    },
    {
      names: "socat",
      options: "-V -h -? -d -D -l= -ly -lf=:w -lu -lp= -v -x -r=:w -R=:w -b= -s -t= -T= -u -U -g -L=:w -W=:w -4 -6 -0",
      reader: "socat",
      style: "words",
    },
    { names: "telnet", options: "-4 -6 -8 -E -K -L -a -b= -c -d -e= -f -F -l= -n=:w -r -x", operands: "h" },
    {
      names: "ftp tftp lftp ncftp",
      options: "-4 -6 -A -a -d -e= -f=:r,! -g -i -n -o=:w -p -P= -q= -R -r= -s= -t -u= -V -v -c=",
      operands: "h*",
      style: "dangerous",
    },
    {
      names: "ping ping6",
      options:
        "-4 -6 -a -A -b -B -c= -C -d -D -e= -f -F= -h -H -i= -I= -l= -L -m= -M= -n -N= -O -p= -q -Q= -r -R -s= -S= -t= -T= -U -v -V -w= -W=",
      operands: "h*",
    },
    {
      names: "traceroute tracepath mtr",
      options: "-4 -6 -F -f= -m= -n -p= -q= -w= -I -T -U -i= -s= -c= -r -b -l=",
      operands: "h",
    },
    {
      names: "dig nslookup host drill kdig",
      options: "-4 -6 -b= -c= -f=:r -k=:r -m -p= -q= -r -t= -u -x= -v -y= -a -C -d -l -N= -R= -T -W= -w",
      operands: "h*",
    },
    { names: "whois", options: "-h= -p= -H --verbose", operands: "h*" },
    {
      names: "ip",
      options:
        "-V|-Version -h|-human -s|-stats -d|-details -f|-family= -4 -6 -B -M -0 -I -D -l|-loops= -o|-oneline -r|-resolve -n|-netns= -N|-Numeric -a|-all -c|-color? -t|-timestamp -ts|-tshort -rc|-rcvbuf= -iec -br|-brief -j|-json -p|-pretty -b|-batch=:r,! -force",
      style: "stop words dangerous",
      wrapper: "deny-only",
      reader: "ip",
    },
    { names: "ifconfig route arp netstat ss iptables ip6tables nft ethtool iw nmcli tc", style: "dangerous" },
    {
      names: "nmap",
      options:
        "-p= -iL=:r -oN=:w -oX=:w -oG=:w -oA=:w -oS=:w --script=:! --script-args= --datadir=:R,! -T= -e= -S= -D= --top-ports= --exclude= --excludefile=:r",
      operands: "h*",
      style: "words",
    },
    {
      names: "tcpdump tshark",
      options: "-w=:w -r=:r -z=:x -i= -c= -s= -C= -G= -W= -Z= -F=:r -A -X -n -nn -v -e -q -t -tttt -l -D -U",
      style: "dangerous",
    },
    {
      names: "openssl",
      options:
        "-in=:r -out=:w -inkey=:r -key=:r -cert=:r -CAfile=:r -CApath=:R -CA=:r -CAkey=:r -config=:r,! -engine=:! -provider=:! -provider-path=:R,! -passin= -passout= -pass= -connect=:u -servername= -days= -subj= -newkey= -keyout=:w -extensions= -addext= -inform= -outform= -noout -text -nodes -x509 -new -req -md= -sign=:r -verify=:r -signature=:r -k= -K= -iv= -S= -e -d -a -base64 -salt -pbkdf2 -iter= -hex -rand=:r -writerand=:w",
      style: "words dangerous",
    },
    {
      names: "gpg gpg2 gpgv",
      options:
        "-o|--output=:w -r|--recipient= -u|--local-user= --homedir=:R,! --keyring=:r --passphrase= --passphrase-file=:r --passphrase-fd= --pinentry-mode= --batch --yes -a|--armor -s|--sign -b|--detach-sign -e|--encrypt -d|--decrypt -c|--symmetric --verify --import --export --export-secret-keys -k|--list-keys -K|--list-secret-keys --keyserver=:u --recv-keys --send-keys --photo-viewer=:sh --agent-program=:x --dirmngr-program=:x --exec-path=:! --keyid-format= --status-fd= --options=:r,! --default-key= --trust-model= -q -v",
      operands: "r*",
      style: "dangerous",
    },
    { names: "sendmail mail mailx mutt msmtp swaks", style: "dangerous" },
  ];
}
