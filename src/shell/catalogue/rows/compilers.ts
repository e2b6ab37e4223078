import type { Row } from "../row.ts";

/** Compilers, linkers and binary tools of the C family. */
export function compilerRows(): readonly Row[] {
  const compiler = [
    "-o=:o -x= -std= -I=:r -L=:r -l= -D= -U= -B= -T=:r -u= -z= -G= -A= -e= -h= -isystem=:r -idirafter=:r -iquote=:r -imacros=:r -include=:r -include-pch=:r -iprefix= -iwithprefix= -iwithprefixbefore= -isysroot=:r -imultilib= -iframework=:r -F=:r",
    "--sysroot=:r -sysroot= -MF=:o -MT= -MQ= -MJ=:o -Xlinker= -Xassembler= -Xpreprocessor= -Xclang= -Xanalyzer= -Xcuda-ptxas= -mllvm= -arch= -target|--target= -dumpbase= -dumpbase-ext= -dumpdir= -aux-info=:o --param= -specs|--specs=:r -wrapper= -fplugin=:r -framework= -install_name= -rpath= -gcc-toolchain=",
    "-serialize-diagnostics=:o --serialize-diagnostics=:o -working-directory= -c -S -E -M -MM -MD -MMD -MP -MG -P -g -v -w -pipe -pthread -shared -static -rdynamic -nostdlib -nodefaultlibs -nostartfiles -pedantic -ansi -undef -save-temps -s -### --version --help -O? -W? -f? -m? -d?",
  ].join(" ");

  const linker =
    "-o|--output=:o -L|--library-path=:r -l|--library= -T|--script=:r -e|--entry= -m= -z= -h|-soname= -rpath= -rpath-link= -dynamic-linker|--dynamic-linker= -Map=:o -u|--undefined= -y= -A= -b|--format= -c= -f|--auxiliary= -F|--filter= -G= -I= -O= -R|--just-symbols=:r -plugin=:r -plugin-opt= -Ttext= -Tdata= -Tbss= -a= --defsym= --version-script=:r --dynamic-list=:r --sysroot=:r --wrap= -r -s -S -t -x -X -shared|-Bshareable -static|-Bstatic -Bdynamic -pie -E --gc-sections --as-needed --no-as-needed --whole-archive --no-whole-archive --start-group --end-group -v|--version";

  return [
    {
      names:
        "gcc g++ cc c++ c89 c99 clang clang++ cpp tcc icc icpc nvcc emcc em++ x86_64-linux-gnu-gcc x86_64-linux-gnu-g++ aarch64-linux-gnu-gcc arm-none-eabi-gcc musl-gcc",
      options: compiler,
      operands: "r*",
      style: "words",
      reader: "compilerWrapper",
    },
    { names: "gfortran gnat gdc ldc2 dmd", options: compiler, operands: "r*", style: "words" },
    {
      names: "ccache sccache distcc icecc",
      options:
        "-c|--cleanup -C|--clear --config-path=:r -d|--dir|--directory=:O --evict-older-than= -F|--max-files= -M|--max-size= -o|--set-config= -k|--get-config= -X|--recompress= -x|--show-compression -s|--show-stats -v|--verbose -z|--zero-stats -p|--show-config -V|--version --start-server --stop-server --dist-status",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "bear intercept-build scan-build",
      options:
        "-o|--output=:o --append -v|--verbose --config=:r -enable-checker= -disable-checker= --use-analyzer= --use-cc= --use-c++= -k -V --status-bugs",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    { names: "ld ld.bfd ld.gold ld.lld lld mold gold", options: linker, operands: "r*", style: "words" },
    {
      names: "as gas",
      options:
        "-o=:o -I=:r --defsym= -a? -D -f -g --gstabs -K -L -J -march= -mcpu= -mfpu= -R -v -W -Z --32 --64 --MD=:o",
      operands: "r*",
      style: "words",
    },
    {
      names: "nasm yasm",
      options:
        "-o=:o -f= -F= -l=:o -I=:r -i=:r -P=:r -p=:r -D= -d= -U= -u= -X= -s -g -E -M -MD? -MF=:o -MT= -MQ= -w? -W? -O? -Z=:o",
      operands: "r",
      style: "words",
    },
    {
      names: "objcopy llvm-objcopy",
      options:
        "-I|--input-target= -O|--output-target= -F|--target= -B|--binary-architecture= -j|--only-section= -R|--remove-section= -K|--keep-symbol= -N|--strip-symbol= -G|--keep-global-symbol= -L|--localize-symbol= -W|--weaken-symbol= --add-section= --rename-section= --set-section-flags= --update-section= --dump-section= --redefine-sym= --redefine-syms=:r --add-gnu-debuglink=:r --change-addresses= --set-start= --pad-to= --gap-fill= --prefix-symbols= --strip-symbols=:r --keep-symbols=:r -S|--strip-all -g|--strip-debug --strip-unneeded --only-keep-debug -x|--discard-all -X -p|--preserve-dates -v|--verbose",
      operands: "l w",
    },
    {
      names: "llvm-objdump",
      options:
        "-m|--architecture= -b|--target= -j|--section= -M|--disassembler-options= --start-address= --stop-address= --prefix= --adjust-vma= --disassemble? --dwarf? --prefix-strip= -a -d -D -f -g -h -i -l -p -r -R -s -S -t -T -x -w -C|--demangle? -z",
      operands: "r*",
    },
    {
      names: "llvm-nm llvm-size llvm-readelf eu-readelf llvm-symbolizer",
      options:
        "-e|--exe=:r -j|--section= -x|--hex-dump= -p|--string-dump= -R|--relocated-dump= -w|--debug-dump? -b|--target= -f|--format= -t|--radix= -o|--print-file-name -A -a -C|--demangle? -D -g -h -l -n -P -s -S -u -v -V -W -d -r -c -i -L -T",
      operands: "r*",
    },
    {
      names: "llvm-strip eu-strip",
      options:
        "-o=:o,q -F|--target= -I|--input-target= -O|--output-target= -K|--keep-symbol= -N|--strip-symbol= -R|--remove-section= --keep-section= -f=:o -s|--strip-all -g|-S|-d|--strip-debug --strip-unneeded --only-keep-debug -x|--discard-all -X -p|--preserve-dates -v|--verbose -w|--wildcard",
      operands: "m*",
    },
    {
      names: "gcov llvm-cov lcov genhtml gcovr",
      options:
        "-o|--object-directory|--output-file|--output-directory|--output=:O -d|--directory= -r|--root= -b|--base-directory= -e|--extract= -c|--capture -a|--add-tracefile=:r -f|--filter= --exclude= --gcov-tool=:x --gcov-executable=:x --rc= -t|--title|--test-name= --xml? --html? --html-details? --json? --csv?",
    },
    {
      names: "libtool",
      options: "--mode= --tag= -n|--dry-run --silent|--quiet --verbose",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
  ];
}
