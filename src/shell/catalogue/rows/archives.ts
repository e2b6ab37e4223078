import type { Row } from "../row.ts";
import { eachName } from "./each-name.ts";

/** Archives and compression. */
export function archiveRows(): readonly Row[] {
  const compressor = `-a|--ascii -c|--stdout|--to-stdout:q -d|--decompress|--uncompress -f|--force -h|--help -k|--keep -l|--list:q -L|--license
  -n|--no-name -N|--name -q|--quiet -r|--recursive --rsyncable -S|--suffix= --synchronous -t|--test:q -v|--verbose -V|--version
  -1|--fast -2 -3 -4 -5 -6 -7 -8 -9|--best`;
  const xz = `-z|--compress -d|--decompress|--uncompress -t|--test:q -l|--list:q -k|--keep -f|--force -c|--stdout|--to-stdout:q --single-stream
  --no-sparse -S|--suffix= --files?:r --files0?:r -F|--format= -C|--check= --ignore-check -0 -1|--fast -2 -3 -4 -5 -6 -7 -8 -9|--best
  -e|--extreme -T|--threads= --block-size= --block-list= --flush-timeout= --memlimit-compress= --memlimit-decompress=
  --memlimit-mt-decompress= -M|--memlimit|--memory= --no-adjust --lzma1? --lzma2? --x86? --delta? -q|--quiet -v|--verbose
  -Q|--no-warn --robot --info-memory -h|--help -H|--long-help -V|--version`;
  const zstd = `-# -d|--decompress|--uncompress -z|--compress -f|--force --rm:i -k|--keep -c|--stdout:q -o=:o,q -r --filelist=:r
  --output-dir-flat=:O,q --output-dir-mirror=:O,q -D=:r -t|--test:q -l|--list:q -T= --threads= -M= --memory= --ultra --fast? --long? --adapt? --priority= --target-compressed-block-size=
  --format= --check --no-check --sparse --no-sparse -v|--verbose -q|--quiet -h|--help -H -V|--version --train --maxdict= --dictID= -b?:q -e?:q -i?
  --rsyncable --single-thread --progress --no-progress --patch-from=:r --size-hint= --stream-size= --trace=:w --exclude-compressed --auto-threads=`;

  const tarOptions = `-A|--catenate|--concatenate -c|--create --delete -d|--diff|--compare -r|--append -t|--list --test-label -u|--update
  -x|--extract|--get --check-device -g|--listed-incremental=:w -G|--incremental --hole-detection= --ignore-failed-read --level= -n|--seek
  --occurrence? --sparse-version= -S|--sparse --add-file=:r -C|--directory=:cd --exclude= --exclude-backups --exclude-caches
  --exclude-caches-all --exclude-caches-under --exclude-ignore= --exclude-ignore-recursive= --exclude-tag= --exclude-tag-all=
  --exclude-tag-under= --exclude-vcs --exclude-vcs-ignores --no-null --no-recursion --no-unquote --no-verbatim-files-from --null
  --recursion -T|--files-from=:r --unquote --verbatim-files-from -X|--exclude-from=:r --anchored --ignore-case --no-anchored
  --no-ignore-case --no-wildcards --no-wildcards-match-slash --wildcards --wildcards-match-slash --keep-directory-symlink
  --keep-newer-files -k|--keep-old-files --no-overwrite-dir --one-top-level? --overwrite --overwrite-dir --recursive-unlink
  --remove-files --skip-old-files -U|--unlink-first -W|--verify --ignore-command-error --no-ignore-command-error -O|--to-stdout
  --to-command=:sh --atime-preserve? --clamp-mtime --delay-directory-restore --group= --group-map=:r --mode= --mtime= -m|--touch
  --no-delay-directory-restore --no-same-owner --no-same-permissions --numeric-owner --owner= --owner-map=:r
  -p|--preserve-permissions|--same-permissions --same-owner -s|--preserve-order|--same-order --sort= --acls --no-acls --selinux
  --no-selinux --xattrs --no-xattrs --xattrs-exclude= --xattrs-include= --force-local -f|--file= -F|--info-script|--new-volume-script=:sh
  -L|--tape-length= -M|--multi-volume --rmt-command=:sh --rsh-command=:sh --volno-file=:w -b|--blocking-factor= -B|--read-full-records
  -i|--ignore-zeros --record-size= -H|--format= --old-archive|--portability --pax-option= --posix -V|--label= -a|--auto-compress
  -I|--use-compress-program=:! -j|--bzip2 -J|--xz --lzip --lzma --lzop --no-auto-compress -z|--gzip|--gunzip|--ungzip --zstd
  -Z|--compress|--uncompress --backup? --hard-dereference -h|--dereference -K|--starting-file= -N|--newer|--after-date= --newer-mtime=
  --one-file-system -P|--absolute-names --suffix= --strip-components= --transform|--xform=:! --checkpoint? --checkpoint-action=:!
  --full-time --index-file=:w -l|--check-links --no-quote-chars= --quote-chars= --quoting-style= -R|--block-number
  --show-defaults --show-omitted-dirs --show-snapshot-field-ranges --show-transformed-names|--show-stored-names --totals? --utc
  -v|--verbose --warning= -w|--interactive|--confirmation -o -?|--help --restrict --usage --version`;

  return [
    { names: "tar gtar bsdtar", options: tarOptions, reader: "tar" },
    {
      names: "gzip gunzip pigz unpigz compress uncompress",
      options: `${compressor} -p|--processes= -b= -#`,
      operands: "m*",
    },
    { names: "zcat gzcat bzcat xzcat lzcat zstdcat lz4cat", options: `${compressor} -T=`, operands: "r*" },
    { names: "zcmp zdiff bzcmp bzdiff xzcmp xzdiff", operands: "r r", options: "-u -c -q -s -l -b -i=" },
    {
      names: "bzip2 bunzip2 pbzip2",
      options: `-h|--help -d|--decompress -z|--compress -k|--keep -f|--force -t|--test:q -c|--stdout:q -q|--quiet -v|--verbose -L|--license -V|--version -s|--small -p= -1|--fast -2 -3 -4 -5 -6 -7 -8 -9|--best`,
      operands: "m*",
    },
    { names: "bzip2recover", operands: "m" },
    { names: "xz unxz lzma unlzma", options: xz, operands: "m*" },
    { names: "zstd unzstd zstdmt pzstd", options: zstd, operands: "m*" },
    {
      names: "lz4 lz4c unlz4",
      options: `-# -d|--decompress|--uncompress -z|--compress -c|--stdout|--to-stdout:q -t|--test:q --list:q -f|--force --no-force -k|--keep --rm:i
      -q|--quiet -v|--verbose -r -m|--multiple -l -B? -D=:r -b?:q -e?:q -i? --fast? --best --favor-decSpeed --content-size --no-frame-crc
      --no-crc --sparse -T= -h|--help -H -V|--version`,
      operands: "l w*",
    },
    {
      names: "lzop",
      options: `-1|--fast -2 -3 -4 -5 -6 -7 -8 -9|--best -d|--decompress|--uncompress -x|--extract -t|--test:q -l|--list:q --ls? --info:q -I --sysinfo
      -c|--stdout|--to-stdout:q -o|--output=:o,q -p? --path=:O,q -f|--force -k|--keep -U|--unlink|--delete:i --crc32 --no-warn -n|--no-name -N|--name
      -P --no-mode --no-time -S|--suffix= -T|--threads= -F|--no-checksum -q|--quiet -v|--verbose -L|--license -V|--version -h|--help`,
      operands: "m*",
    },
    {
      names: "lzip plzip clzip",
      options: `-0|--fast -1 -2 -3 -4 -5 -6 -7 -8 -9|--best -a|--trailing-error -b|--member-size= -c|--stdout:q -d|--decompress -f|--force -F|--recompress
      -k|--keep -l|--list:q -m|--match-length= -n|--threads= -o|--output=:o,q -q|--quiet -s|--dictionary-size= -S|--volume-size= -t|--test:q
      -B|--data-size= --loose-trailing -v|--verbose -h|--help -V|--version`,
      operands: "m*",
    },
    {
      names: "brotli",
      options: `-# -c|--stdout:q -d|--decompress -f|--force -h|--help -j|--rm:i -k|--keep -n|--no-copy-stat -o|--output=:o,q -q|--quality= -s|--squash
      -t|--test:q -v|--verbose -w|--lgwin= --large_window= -C|--comment= -D|--dictionary=:r -S|--suffix= -V|--version -Z|--best`,
      operands: "m*",
    },
    {
      names: "zip",
      options: `-r|--recurse-paths -R|--recurse-patterns -d|--delete -f|--freshen -u|--update -FS|--filesync -F|--fix -FF|--fixfix -m|--move -j|--junk-paths -D|--no-dir-entries
      -x|--exclude= -i|--include= -q|--quiet -v|--verbose -T|--test -TT|--unzip-command=:sh -P|--password= -e|--encrypt -b|--temp-path=:W
      -O|--output-file=:o,q --out=:o,q -n|--suffixes= -t|--from-date= -tt|--before-date= -s|--split-size= -y|--symlinks -X|--strip-extra -@|--names-stdin
      -z|--archive-comment -c|--entry-comments -A|--adjust-sfx -g|--grow -l|--to-crlf -o|--latest-time -k|--DOS-names -lf|--logfile-path=:w -la|--log-append
      -li|--log-info -sf|--show-files:q -dd -dc -db -Z|--compression-method= -0 -1 -2 -3 -4 -5 -6 -7 -8 -9 -h|--help -L -ll -U|--copy-entries -DF|--difference-archive`,
      operands: "w R*",
    },
    {
      names: "unzip",
      options:
        "-Z:q -A -c:q -f -l:q -p:q -t:q -T -u -v:q -z:q -a -aa -b -B -C -d=:O -D -DD -j -K -L -M -n -N -o -P= -q -qq -U -V -W -X -x= -: -^ -2 -h -hh -O= -I=",
      operands: "r",
      reader: "extract",
    },
    { names: "zipinfo funzip zipgrep", options: "-1 -2 -s -m -l -v -h -M -t -T -z -i -x=", operands: "r" },
    { names: "zipnote", options: "-b=:W -q -v -w:i -h -L", operands: "r", reader: "inPlace" },
    { names: "zipsplit", options: "-b=:O -i -n= -p -q -r= -s -t -v -h -L", operands: "r" },
    { names: "zipcloak", options: "-b=:W -d -O=:o,q -q -v -h -L", operands: "m" },
    {
      names: "7z 7za 7zr 7zz p7zip",
      options:
        "-o?:O -w?:W -p? -t? -m? -mx? -mmt? -r -r0 -y -ao? -x? -i? -v? -si? -so:q -sfx?:r -spf -ssc -bs? -bd -bb? -scs? -scc? -slt -sdel -stl -u?",
      sub: [
        ...eachName("a u d rn", { operands: "m R*" }),
        ...eachName("x e", { operands: "r", reader: "extract" }),
        ...eachName("l t i h b", { operands: "r" }),
      ],
      style: "everywhere words",
    },
    {
      names: "unrar rar",
      options: "-o= -p= -y -r -inul -ad",
      sub: [
        ...eachName("x e", { operands: "r W" }),
        ...eachName("l lb lt lta v vb vt vta t p i", { operands: "r" }),
        ...eachName("a u m d c cf f k ch cw rn rr rv s", { operands: "m R*" }),
      ],
      style: "everywhere words",
    },
    {
      names: "cpio",
      options: `-i|--extract:q -o|--create -p|--pass-through -t|--list:q -d|--make-directories -u|--unconditional -v|--verbose -m|--preserve-modification-time -l|--link -L|--dereference -0|--null -A|--append -B -C|--io-size= -c -D|--directory=:cd -E|--pattern-file=:r -F|--file=:m -H|--format= -I=:r -M|--message= -O=:w -R|--owner= -W|--warning= -a|--reset-access-time -b|--swap -f|--nonmatching -k -n|--numeric-uid-gid -r|--rename -s|--swap-bytes -S|--swap-halfwords -V|--dot --absolute-filenames --block-size= --force-local --no-absolute-filenames --no-preserve-owner --only-verify-crc --quiet --rename-batch-file=:r --renumber-inodes --rsh-command=:sh --sparse --to-stdout --help --version`,
      operands: "W",
    },
    {
      names: "ar gcc-ar llvm-ar",
      options:
        "-d -m -p:q -q -r -s -t:q -x:q -a= -b= -i= -c -D -f -l -N= -o -O -P -S -T -u -U -v -V --plugin=:! --target= --output=:O --record-libdeps= --thin --help --version",
      operands: "m R*",
      reader: "ar",
    },
    { names: "ranlib gcc-ranlib llvm-ranlib", operands: "m*", options: "-D -U -t" },
    { names: "shar unshar uuencode uudecode", options: "-o=:w -d= -c", operands: "r*" },
  ];
}
