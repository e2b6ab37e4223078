import type { Row } from "../row.ts";
import { info } from "./info-options.ts";

/** The other coreutils, and what stands beside them on every machine. */
export function coreutilsOtherRows(): readonly Row[] {
  return [
    {
      names: "base32 base64",
      options: `-d|-D|--decode -i|--ignore-garbage -w|--wrap= ${info}`,
      operands: "r",
      readOnly: true,
    },
    {
      names: "basenc",
      options: `--base64 --base64url --base32 --base32hex --base16 --base2msbf --base2lsbf --z85 -d|--decode -i|--ignore-garbage -w|--wrap= ${info}`,
      operands: "r",
    },
    { names: "expand", options: `-i|--initial -t|--tabs= ${info}`, operands: "r*" },
    { names: "unexpand", options: `-a|--all --first-only -t|--tabs= ${info}`, operands: "r*" },
    {
      names: "fmt",
      options: `-c|--crown-margin -p|--prefix= -s|--split-only -t|--tagged-paragraph -u|--uniform-spacing -#|-w|--width= -g|--goal= ${info}`,
      operands: "r*",
    },
    {
      names: "pr",
      options: `-a|--across -c|--show-control-chars -d|--double-space -D|--date-format= -e|--expand-tabs? -F|-f|--form-feed -h|--header= -i|--output-tabs? -J|--join-lines -l|--length= -m|--merge -n|--number-lines? -N|--first-line-number= -o|--indent= -r|--no-file-warnings -s|--separator? -S|--sep-string? -t|--omit-header -T|--omit-pagination -v|--show-nonprinting -w|--width= -W|--page-width= -#|--columns= ${info}`,
      operands: "r*",
    },
    {
      names: "ptx",
      options: `-A|--auto-reference -G|--traditional -F|--flag-truncation= -M|--macro-name= -O -R|--right-side-refs -S|--sentence-regexp= -T -W|--word-regexp= -b|--break-file=:r -f|--ignore-case -g|--gap-size= -i|--ignore-file=:r -o|--only-file=:r -r|--references -w|--width= ${info}`,
      operands: "r w",
    },
    {
      names: "od",
      options: `-A|--address-radix= --endian= -j|--skip-bytes= -N|--read-bytes= -S|--strings? -t|--format= -v|--output-duplicates -w|--width? --traditional -a -b -c -d -f -i -l -o -s -x -h ${info}`,
      operands: "r*",
      readOnly: true,
    },
    { names: "tsort", options: info, operands: "r" },
    {
      names: "shuf",
      options: `-e|--echo -i|--input-range= -n|--head-count= -o|--output=:w --random-source=:r -r|--repeat -z|--zero-terminated ${info}`,
      operands: "r",
    },
    {
      names: "numfmt",
      options: `--debug -d|--delimiter= --field= --format= --from= --from-unit= --grouping --header? --invalid= --padding= --round= --suffix= --to= --to-unit= -z|--zero-terminated ${info}`,
      dashOperands: "^-\\d",
    },
    { names: "expr", dashOperands: "^", readOnly: true },
    { names: "factor", options: info, dashOperands: "^-." },
    { names: "yes", options: info },
    { names: "sleep", options: info },
    { names: "tty", options: `-s|--silent|--quiet ${info}` },
    { names: "nproc", options: `--all --ignore= ${info}`, readOnly: true },
    { names: "arch hostid logname users groups", options: info },
    {
      names: "who",
      options: `-a|--all -b|--boot -d|--dead -H|--heading -l|--login --lookup -m -p|--process -q|--count -r|--runlevel -s|--short -t|--time -T|-w|--mesg|--message|--writable -u|--users ${info}`,
      operands: "r",
    },
    { names: "pinky", options: `-l -b -h -p -s -f -w -i -q ${info}` },
    { names: "uptime", options: "-p|--pretty -h|--help -s|--since -V|--version" },
    { names: "printenv", options: `-0|--null ${info}` },
    { names: "pathchk", options: `-p -P --portability ${info}` },
    {
      names: "dircolors",
      options: `-b|--sh|--bourne-shell -c|--csh|--c-shell -p|--print-database --print-ls-colors ${info}`,
      operands: "r",
    },
    { names: "stty", options: `-a|--all -g|--save -F|--file=:r ${info}`, dashOperands: "^-[a-z]{2}" },
    {
      names: "hostname",
      options:
        "-a|--alias -A|--all-fqdns -b|--boot -d|--domain -f|--fqdn|--long -F|--file=:r -i|--ip-address -I|--all-ip-addresses -s|--short -y|--yp|--nis -h|--help -V|--version",
    },
    { names: "getconf", options: "-a -v=" },
    { names: "locale", options: "-a|--all-locales -m|--charmaps -c|--category-name -k|--keyword-name -v|--verbose" },
    {
      names: "iconv",
      options: "-f|--from-code= -t|--to-code= -l|--list -c -o|--output=:w -s|--silent --verbose --help --version",
      operands: "r*",
    },
    { names: "envsubst", options: "-v|--variables -h|--help -V|--version" },
    { names: "look", options: "-a|--alternative -d|--alphanum -f|--ignore-case -t|--terminate=", operands: "- r" },
    {
      names: "column",
      options:
        "-J|--json -R|--table-right= -T|--table-truncate= -E|--table-noextreme= -t|--table -n|--table-name= -O|--table-order= -N|--table-columns= -l|--table-columns-limit= -h|--table-noheadings -H|--table-hide= -e|--table-header-repeat -W|--table-wrap= -L|--keep-empty-lines -r|--tree= -i|--tree-id= -p|--tree-parent= -c|--output-width= -o|--output-separator= -s|--separator= -x|--fillrows -d",
      operands: "r*",
    },
    {
      names: "xxd",
      options: "-a -b -c|-cols= -C -d -e -E -g|-groupsize= -h -i -l|-len= -n= -o= -p|-ps -r:! -R= -s|-seek= -u -v",
      style: "words",
      operands: "r w",
      readOnly: true,
    },
    {
      names: "hexdump hd",
      options:
        "-b|--one-byte-octal -c|--one-byte-char -C|--canonical -d|--two-bytes-decimal -e|--format= -f|--format-file=:r -L|--color? -n|--length= -o|--two-bytes-octal -s|--skip= -v|--no-squeezing -x|--two-bytes-hex",
      operands: "r*",
    },
    {
      names: "strings",
      options:
        "-a|--all -d|--data -f|--print-file-name -#|-n|--bytes= -t|--radix= -o -e|--encoding= -w|--include-all-whitespace -s|--output-separator= -U|--unicode= -T|--target= -h|--help -v|-V|--version",
      operands: "r*",
    },
    {
      names: "bc",
      options: "-h|--help -i|--interactive -l|--mathlib -q|--quiet -s|--standard -w|--warn -v|--version",
      operands: "u*",
    },
    {
      names: "dc",
      options: "-e|--expression=:! -f|--file=:r,! -h|--help -V|--version",
      operands: "u*",
      style: "dangerous",
    },
    {
      names: "cal ncal",
      options:
        "-1|--one -3|--three -n|--months= -S|--span -s|--sunday -m|--monday -j|--julian -y|--year -Y|--twelve -w|--week? -A= -B= -h -C -N -e -o -b -J -p -M",
    },
  ];
}
