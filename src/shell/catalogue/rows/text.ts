import type { Row } from "../row.ts";

/** Searching, comparing, editing and showing text. */
export function textRows(): readonly Row[] {
  const grepOptions = `-E|--extended-regexp -F|--fixed-strings -G|--basic-regexp -P|--perl-regexp -e|--regexp=:p -f|--file=:r,p
  -i|-y|--ignore-case --no-ignore-case -w|--word-regexp -x|--line-regexp -z|--null-data -s|--no-messages -v|--invert-match
  -V|--version --help -m|--max-count= -b|--byte-offset -n|--line-number --line-buffered -H|--with-filename -h|--no-filename
  --label= -o|--only-matching -q|--quiet|--silent --binary-files= -a|--text -I -d|--directories= -D|--devices= -r|--recursive
  -R|--dereference-recursive --include= --exclude= --exclude-from=:r --exclude-dir= -L|--files-without-match
  -l|--files-with-matches -c|--count -T|--initial-tab -Z|--null -B|--before-context= -A|--after-context= -#|-C|--context=
  --group-separator= --no-group-separator --color|--colour? -U|--binary -u|--unix-byte-offsets`;

  const findNewer = ["a", "B", "c", "m"]
    .flatMap((x) => ["a", "B", "c", "m", "t"].map((y) => `-newer${x}${y}=${y === "t" ? "" : ":r"}`))
    .join(" ");

  const findOptions = `-H -L -P -D= -O? -daystart -depth -d -follow -help --help -ignore_readdir_race -noignore_readdir_race -maxdepth= -mindepth=
  -mount -noleaf -regextype= -version --version -warn -nowarn -xdev -files0-from=:r,! -amin= -anewer=:r -atime= -cmin= -cnewer=:r
  -ctime= -empty -executable -false -fstype= -gid= -group= -ilname= -iname= -inum= -ipath= -iregex= -iwholename= -links=
  -lname= -mmin= -mtime= -name= -newer=:r ${findNewer} -nogroup -nouser -path= -perm= -readable -regex= -samefile=:r -size=
  -true -type= -uid= -used= -user= -wholename= -writable -xtype= -context= -delete:! -exec:! -execdir:! -ok:! -okdir:!
  -fls=:w -fprint=:w -fprint0=:w -fprintf==:! -ls -print -print0 -printf= -prune -quit -a -and -o -or -not`;

  const rgOptions = `-A|--after-context= --auto-hybrid-regex -B|--before-context= --binary --block-buffered -b|--byte-offset
  -s|--case-sensitive --color= --colors= --column -C|--context= --context-separator= -c|--count --count-matches --crlf
  --debug --trace --dfa-size-limit= -E|--encoding= --engine= --field-context-separator= --field-match-separator= -f|--file=:r,p
  --files:p -l|--files-with-matches --files-without-match -F|--fixed-strings -L|--follow -g|--glob= --glob-case-insensitive
  -h|--help --heading -.|--hidden --hostname-bin=:x --hyperlink-format= --iglob= -i|--ignore-case --ignore-file=:r
  --ignore-file-case-insensitive --include-zero -v|--invert-match --json --line-buffered -n|--line-number -x|--line-regexp
  -M|--max-columns= --max-columns-preview -m|--max-count= -d|--max-depth|--maxdepth= --max-filesize= --mmap -U|--multiline
  --multiline-dotall --no-config -I|--no-filename --no-heading --no-ignore --no-ignore-dot --no-ignore-exclude
  --no-ignore-files --no-ignore-global --no-ignore-messages --no-ignore-parent --no-ignore-vcs -N|--no-line-number
  --no-messages --no-mmap --no-pcre2-unicode --no-require-git --no-unicode --ignore --ignore-dot --ignore-vcs --messages
  --require-git --unicode -0|--null --null-data --one-file-system -o|--only-matching --passthru|--passthrough
  --path-separator= -P|--pcre2 --pcre2-version --pre=:x --pre-glob= -p|--pretty -q|--quiet --regex-size-limit= -e|--regexp=:p
  -r|--replace= -z|--search-zip:! -S|--smart-case --sort= --sortr= --sort-files --stats --stop-on-nonmatch -a|--text -j|--threads=
  --trim -t|--type= --type-add= --type-clear= --type-list:p -T|--type-not= -u|--unrestricted -V|--version --vimgrep
  -H|--with-filename -w|--word-regexp --generate=`;

  const awkOptions = `-F|--field-separator= -v|--assign= -f|--file=:r,p,! -e|--source=:p -i|--include=:r,! -l|--load=:! -E|--exec=:r,p,!
  -b|--characters-as-bytes -c|--traditional -C|--copyright -d|--dump-variables?:! -D|--debug?:! -g|--gen-pot -h|--help
  -I|--trace -L|--lint? -M|--bignum -n|--non-decimal-data -N|--use-lc-numeric -o|--pretty-print?:! -O|--optimize -p|--profile?:!
  -P|--posix -r|--re-interval -s|--no-optimize -S|--sandbox -t|--lint-old -V|--version -W=:! --csv -k`;

  const diffOptions = `--normal -q|--brief -s|--report-identical-files -c|--context? -C= -u|--unified? -U= -#= -e|--ed -n|--rcs -y|--side-by-side
  -W|--width= --left-column --suppress-common-lines -p|--show-c-function -F|--show-function-line= -L|--label= -t|--expand-tabs
  -T|--initial-tab --tabsize= --suppress-blank-empty -r|--recursive --no-dereference -N|--new-file
  -P|--unidirectional-new-file --ignore-file-name-case --no-ignore-file-name-case -x|--exclude= -X|--exclude-from=:r
  -S|--starting-file= --from-file=:r --to-file=:r -i|--ignore-case -E|--ignore-tab-expansion -Z|--ignore-trailing-space
  -b|--ignore-space-change -w|--ignore-all-space -B|--ignore-blank-lines -I|--ignore-matching-lines= -a|--text
  --strip-trailing-cr -D|--ifdef= --old-group-format= --new-group-format= --unchanged-group-format= --changed-group-format=
  --line-format= --old-line-format= --new-line-format= --unchanged-line-format= -d|--minimal --horizon-lines=
  --speed-large-files --color? --palette= --help -v|--version -l|--paginate`;

  const pagerOptions = `-a -A -b= -B -c -d -D= -e -E -f -F -g -G -h= -i -I -j= -J -k=:r,! -K -L -m -M -n -N -o=:w -O=:w -p= -P= -q -Q -r -R -s -S -t=
  -T=:r -u -U -V -w -W -x= -X -y= -z= --log-file=:w --LOG-FILE=:w --lesskey-file=:r,! --lesskey-src=:r,! --pattern= --prompt=
  --help --version --quit-if-one-screen --RAW-CONTROL-CHARS --chop-long-lines --no-init`;

  const editorOptions = `-c=:! --cmd=:! -S=:r,! -s=:r,! -u=:r,! -U=:r,! -i=:m -w=:w -W=:w -T= -t= -q=:r -r=:r -p? -o? -O? -d -e -E -g -h -l -L -m:q -M -n
  -N -b -R:q -V? -x -X -y -Z --clean --noplugin --startuptime=:w --servername= --remote --headless --version --help -`;

  return [
    { names: "grep egrep fgrep", options: grepOptions, operands: "- r*", readOnly: true, reader: "listing" },
    { names: "rgrep", options: grepOptions, operands: "- R*", reader: "listing" },
    { names: "zgrep zegrep zfgrep bzgrep xzgrep lzgrep zstdgrep", options: grepOptions, operands: "- r*" },
    { names: "rg", options: rgOptions, operands: "- R*", readOnly: true, reader: "listing" },
    {
      names: "ag ack",
      options: `-A|--after= -B|--before= -C|--context= -G|--file-search-regex= -m|--max-count= --ignore= --ignore-dir= --pager=:xs --depth= -p|--path-to-ignore=:r -W|--width= --ackrc=:r,! --type= --output= -g --workers=`,
      operands: "- R*",
      style: "dangerous",
    },
    {
      names: "find",
      options: findOptions,
      operands: "R*",
      style: "words",
      readOnly: true,
      reader: "find",
      dashOperands: "^-$",
    },
    {
      names: "fd fdfind",
      options: `-H|--hidden -I|--no-ignore -u|--unrestricted -s|--case-sensitive -i|--ignore-case -g|--glob --regex -F|--fixed-strings
      --and= -a|--absolute-path -l|--list-details -L|--follow -p|--full-path -0|--print0 -d|--max-depth= --min-depth= --exact-depth=
      -E|--exclude= --prune -t|--type= -e|--extension= -S|--size= --changed-within= --changed-before= -o|--owner= --format=
      -x|--exec:! -X|--exec-batch:! --batch-size= --ignore-file=:r -c|--color= --hyperlink? -j|--threads= --max-results= -1 -q|--quiet
      --show-errors --base-directory=:cd --path-separator= --search-path=:R --strip-cwd-prefix? --one-file-system -h|--help -V|--version`,
      operands: "- R*",
      reader: "fd",
    },
    {
      names: "locate plocate mlocate",
      options:
        "-A|--all -b|--basename -c|--count -d|--database=:r -e|--existing -i|--ignore-case -l|-n|--limit= -0|--null -r|--regexp= --regex -w|--wholename",
    },
    {
      names: "sed",
      options: `-n|--quiet|--silent --debug -e|--expression=:p -f|--file=:r,p,! --follow-symlinks -i|--in-place?:! -l|--line-length= --posix
      -E|-r|--regexp-extended -s|--separate --sandbox -u|--unbuffered -z|--null-data --help --version`,
      operands: "- r*",
      readOnly: true,
      reader: "sed",
    },
    { names: "awk gawk mawk nawk original-awk", options: awkOptions, operands: "- r*", readOnly: true, reader: "awk" },
    { names: "diff", options: diffOptions, operands: "r*", readOnly: true, reader: "listing" },
    { names: "colordiff", options: diffOptions, operands: "r*" },
    {
      names: "cmp",
      options: "-b|--print-bytes -i|--ignore-initial= -l|--verbose -n|--bytes= -s|--quiet|--silent --help -v|--version",
      operands: "r r",
      readOnly: true,
    },
    {
      names: "diff3",
      options:
        "-A|--show-all -e|--ed -E|--show-overlap -3|--easy-only -x|--overlap-only -X -i -m|--merge -a|--text --strip-trailing-cr -T|--initial-tab --diff-program=:x -L|--label= --help -v|--version",
      operands: "r r r",
    },
    {
      names: "sdiff",
      options:
        "-o|--output=:w -i|--ignore-case -E -Z -b -W -B -I|--ignore-matching-lines= --strip-trailing-cr -a|--text -w|--width= -l|--left-column -s|--suppress-common-lines -t|--expand-tabs --tabsize= -d|--minimal -H --diff-program=:x --help -v|--version",
      operands: "r r",
    },
    {
      names: "patch",
      options:
        "-b|--backup -B|--prefix= -c|--context -d|--directory=:cd -D|--ifdef= --dry-run:q -e|--ed -E|--remove-empty-files -f|--force -F|--fuzz= -g|--get= --help -i|--input=:r -l|--ignore-whitespace --merge? -n|--normal -N|--forward --no-backup-if-mismatch -o|--output=:w,q -p|--strip= --posix --quoting-style= -r|--reject-file=:w -R|--reverse --read-only= --reject-format= -s|--quiet|--silent -t|--batch -T|--set-time -u|--unified -V|--version-control= --verbose -v|--version -Y|--basename-prefix= -z|--suffix= -Z|--set-utc --binary --follow-symlinks",
      operands: "m r",
    },
    {
      names: "jq",
      options: `-n|--null-input -R|--raw-input -s|--slurp -c|--compact-output -r|--raw-output --raw-output0 -j|--join-output -a|--ascii-output
      -S|--sort-keys -C|--color-output -M|--monochrome-output --tab --indent= --unbuffered --stream --stream-errors --seq
      -f|--from-file=:r,p,! -L|--library-path=:R,! --arg== --argjson== --slurpfile==:r --rawfile==:r --args --jsonargs
      -e|--exit-status -h|--help -V|--version -b|--binary --build-configuration`,
      operands: "- r*",
      readOnly: true,
      style: "tame",
      reader: "jq",
    },
    {
      names: "yq xq tomlq",
      options: `-i|--inplace|--in-place:!,i -y|--yaml-output -Y -w|--width= -t -x|--xml-output -P|--prettyPrint -o|--output-format= -p|--input-format= -n|--null-input -r|--raw-output|--unwrapScalar -I|--indent= -j|--tojson -M|--no-colors -C|--colors -N|--no-doc -e|--exit-status -s|--slurp|--split-exp= --from-file=:r,p -f|--front-matter= --arg== --argjson== -c -S`,
      operands: "- r*",
      style: "dangerous",
      reader: "inPlace",
    },
    { names: "gron fx", options: "-u|--ungron -s|--stream -c -m -k|--insecure", operands: "r*" },
    {
      names: "xmllint",
      options:
        "--xpath= --format --noout -o|--output=:w --schema=:r --dtdvalid=:u --pattern= --encode= --html --recover --nonet --shell:! --path=",
      operands: "r*",
    },
    {
      names: "tree",
      options: `-a -d -l -f -x -L= -R -P= -I= --gitignore --gitfile=:r --ignore-case --matchdirs --metafirst --prune --info --infofile=:r
      --noreport --charset= --filelimit= -o=:w -q -N -Q -p -u -g -s -h --si --du -D --timefmt= -F --inodes --device -v -t -c -U
      -r --dirsfirst --filesfirst --sort? -i -A -S -n -C -X -J -H= -T= --nolinks --hintro=:r --houtro=:r --fromfile --fromtabfile --fflinks
      --help --version --`,
      operands: "R*",
      readOnly: true,
      reader: "listing",
    },
    {
      names: "file",
      options: `--help -v|--version -m|--magic-file=:r -z|--uncompress:! -Z|--uncompress-noreport:! -b|--brief -c|--checking-printout
      -e|--exclude= --exclude-quiet= -f|--files-from=:r,! -F|--separator= -i|--mime --mime-type --mime-encoding --apple --extension
      -k|--keep-going -l|--list -L|--dereference -h|--no-dereference -n|--no-buffer -N|--no-pad -0|--print0 -p|--preserve-date:!
      -P|--parameter= -r|--raw -s|--special-files -S|--no-sandbox -C|--compile:! -d|--debug`,
      operands: "r*",
      readOnly: true,
    },
    { names: "less zless", options: pagerOptions, operands: "r*", style: "dangerous", reader: "pager" },
    {
      names: "more most pager zmore",
      options: "-d -f -l -p -c -s -u -n= -e -h -V",
      operands: "r*",
      style: "dangerous",
    },
    {
      names: "bat batcat",
      options:
        "-A -p|--plain -l|--language= -H|--highlight-line= --file-name= -d|--diff --tabs= --wrap= --terminal-width= -n|--number --color= --italic-text= --decorations= --paging= --pager=:xs -m|--map-syntax= --ignored-suffix= --theme= --list-themes --style= -r|--line-range= -L|--list-languages -h|--help -V|--version",
      operands: "r*",
    },
    {
      names: "man",
      options:
        "-C|--config-file=:r,! -d|--debug -D|--default --warnings? -f|--whatis -k|--apropos -K|--global-apropos -l|--local-file -w|--where|--path -W|--where-cat -c|--catman -R|--recode= -L|--locale= -m|--systems= -M|--manpath= -S|-s|--sections= -e|--extension= -i|--ignore-case -I|--match-case --regex --wildcard --names-only -a|--all -u|--update --no-subpages -P|--pager=:sh -r|--prompt= -7|--ascii -E|--encoding= --no-hyphenation --no-justification -p|--preprocessor= -t|--troff -T|--troff-device? -H|--html?:x -X|--gxditview? -Z|--ditroff -?|--help --usage -V|--version",
    },
    { names: "info whatis apropos tldr", options: "-k= -o=:w --output=:w -f= -d= -a -s= -e -w -r -l -L=" },
    {
      names: "vi vim nvim rvim vimdiff ex gvim",
      options: editorOptions,
      operands: "m*",
      reader: "vim",
      style: "dangerous",
    },
    { names: "view rview", options: editorOptions, operands: "r*", reader: "vim", style: "dangerous" },
    {
      names: "nano pico",
      options: "-v|--view:q -r= -T= -o=:R -s=:xs -s|--speller=:xs -f|--rcfile=:r,! -Y= -B -C=:W",
      operands: "m*",
    },
    {
      names: "emacs emacsclient",
      options:
        "-Q -q -nw -batch --batch -l|--load=:r,! --eval=:! -e|--execute=:! -f|--funcall=:! --script=:r,! -t|--tty -c -n -a|--alternate-editor=:x",
      operands: "m*",
      style: "dangerous",
    },
    {
      names: "ed red",
      options:
        "-s|--quiet|--silent -p|--prompt= -G|--traditional -l|--loose-exit-status -r|--restricted -v|--verbose -h -V",
      operands: "m",
      style: "dangerous",
    },
    { names: "sponge", options: "-a", operands: "w" },
    {
      names: "dos2unix unix2dos",
      options: "-n|--newfile -k|--keepdate -q|--quiet -o|--oldfile -f|--force -i|--info?:q -O|--to-stdout:q",
      operands: "m*",
    },
    {
      names: "pandoc",
      options:
        "-f|-r|--from|--read= -t|-w|--to|--write= -o|--output=:w -F|--filter=:x -L|--lua-filter=:r,! --pdf-engine=:x -d|--defaults=:r,! --template=:r -s|--standalone -V|--variable= -M|--metadata= -c|--css= --extract-media=:W --data-dir=:R",
      operands: "r*",
    },
  ];
}
