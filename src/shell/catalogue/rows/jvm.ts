import type { Row } from "../row.ts";

/** Java, Kotlin, Scala, .NET and Swift. */
export function jvmRows(): readonly Row[] {
  const javaOptions = [
    "-cp|-classpath|--class-path=:r -jar=:p,r -p|--module-path=:r -m|--module=:p --upgrade-module-path= --add-modules= --enable-native-access= --add-exports= --add-opens= --add-reads= --patch-module= --limit-modules= --illegal-native-access=",
    "-d|--describe-module= -javaagent? -agentlib? -agentpath? -splash? --source= --enable-preview -version|--version -showversion|--show-version -help|--help -server -client -ea -da -esa -dsa",
  ].join(" ");

  const gradleOptions = [
    "-p|--project-dir=:cd -b|--build-file=:r -c|--settings-file=:r -I|--init-script=:r,@ -g|--gradle-user-home=:O --project-cache-dir=:O --include-build=:r -D|--system-prop= -P|--project-prop= -x|--exclude-task= --tests= --args= -F|--dependency-verification= -M|--write-verification-metadata=",
    "--console= --warning-mode= --max-workers= --priority= --configuration= --configuration-cache-problems= --update-locks= --develocity-url= --gradle-version= --type= --dsl= --test-framework= --package= --project-name= --java-version= --distribution-type=",
    "-a|--no-rebuild -d|--debug -i|--info -q|--quiet -w|--warn -s|--stacktrace -S|--full-stacktrace -m|--dry-run -t|--continuous -u|--no-search-upward -v|--version -V|--show-version -h|--help --build-cache --configuration-cache --configure-on-demand --continue --daemon --foreground --offline --parallel --profile --refresh-dependencies --rerun-tasks --rerun --scan --status --stop --watch-fs --info --write-locks",
  ].join(" ");

  const mavenOptions = [
    "-f|--file=:r -s|--settings=:r,@ -gs|--global-settings=:r,@ -t|--toolchains=:r,@ -gt|--global-toolchains=:r,@ -D|--define= -P|--activate-profiles= -pl|--projects= -rf|--resume-from= -T|--threads= -b|--builder= -l|--log-file=:o --color= -emp|--encrypt-master-password= -ep|--encrypt-password= --raw-streams=",
    "-am|--also-make -amd|--also-make-dependents -B|--batch-mode -C|--strict-checksums -c|--lax-checksums -e|--errors -fae|--fail-at-end -ff|--fail-fast -fn|--fail-never -N|--non-recursive -ntp|--no-transfer-progress -nsu|--no-snapshot-updates -o|--offline -q|--quiet -U|--update-snapshots -v|--version -V|--show-version -X|--debug|--verbose -h|--help -itr -ib -npr -npu -up",
  ].join(" ");

  const dotnetBuild = [
    "-c|--configuration= -f|--framework= -r|--runtime= -o|--output=:O -v|--verbosity= -a|--arch= --os= --version-suffix= --artifacts-path=:O --source|-s= --packages=:O --configfile=:r --property|-p|--p|-property|/p= -tl|--tl? -bl|--bl?",
    "--no-restore --no-build --no-dependencies --no-incremental --no-logo|--nologo --self-contained|--sc --no-self-contained --force --interactive --use-current-runtime|--ucr --disable-build-servers",
  ].join(" ");

  const dotnetSubs: readonly Row[] = [
    { names: "build", options: dotnetBuild, operands: "r" },
    {
      names: "run",
      options: `${dotnetBuild} --project= --launch-profile|-lp= --file= -e|--environment= --no-launch-profile`,
      style: "stop",
    },
    {
      names: "test",
      options: `${dotnetBuild} --filter= --logger|-l= --settings|-s=:r --results-directory=:O --collect= --diag|-d=:o --environment|-e= --test-adapter-path= --blame --blame-crash --blame-hang --blame-hang-timeout= --list-tests|-t`,
      operands: "r*",
    },
    { names: "publish", options: `${dotnetBuild} --manifest=:r`, operands: "r" },
    { names: "pack", options: `${dotnetBuild} --include-source --include-symbols --serviceable`, operands: "r" },
    {
      names: "restore",
      options: `${dotnetBuild} --lock-file-path= --locked-mode --use-lock-file --force-evaluate --ignore-failed-sources --no-cache`,
      operands: "r",
    },
    { names: "clean", options: dotnetBuild, operands: "r" },
    {
      names: "msbuild",
      options:
        "-t|-target|--target= -p|-property|--property= -v|-verbosity= -m|-maxcpucount? -l|-logger= -fl -bl? -restore|-r -nologo",
      style: "words",
    },
    {
      names: "new",
      options:
        "-o|--output=:O -n|--name= -lang|--language= --type= --framework|-f= --project= --force --dry-run --list --search",
    },
    { names: "add", options: "-v|--version= -f|--framework= -s|--source= --package-directory=:O --project=" },
    { names: "remove" },
    {
      names: "list",
      options: "--source= --framework= --config=:r --format= --outdated --deprecated --vulnerable --include-transitive",
    },
    {
      names: "package",
      sub: [
        { names: "add", options: "-v|--version= -s|--source= --project=" },
        { names: "remove" },
        { names: "list" },
        { names: "search", options: "--source= --take= --skip= --format=" },
        { names: "update" },
      ],
    },
    { names: "reference", sub: [{ names: "add" }, { names: "remove" }, { names: "list" }] },
    { names: "sln solution", options: "-s|--solution-folder=" },
    {
      names: "nuget",
      sub: [
        {
          names: "push",
          options:
            "-s|--source= -k|--api-key= -ss|--symbol-source= -sk|--symbol-api-key= -t|--timeout= --skip-duplicate -n|--no-symbols",
          operands: "r",
        },
        { names: "delete", options: "-s|--source= -k|--api-key= --non-interactive" },
        { names: "add" },
        { names: "remove" },
        { names: "update" },
        { names: "enable" },
        { names: "disable" },
        { names: "list" },
        { names: "locals" },
        { names: "verify" },
        { names: "trust" },
        { names: "sign" },
        { names: "why" },
        { names: "config" },
      ],
    },
    {
      names: "tool",
      sub: [
        {
          names: "install",
          options: "-g|--global --local --tool-path=:O --version= --add-source= --configfile=:r --framework=",
        },
        { names: "uninstall", options: "-g|--global --tool-path=:O" },
        { names: "update", options: "-g|--global --tool-path=:O --version= --add-source= --all" },
        { names: "run", operands: "c", style: "stop", wrapper: "deny-only" },
        {
          names: "exec execute",
          options: "--version= --source= --yes|-y",
          style: "stop",
          wrapper: "deny-only",
          reader: "packageRunner",
        },
        { names: "list", options: "-g|--global --tool-path=" },
        { names: "restore" },
        { names: "search" },
      ],
    },
    {
      names: "ef",
      options:
        "--project|-p= --startup-project|-s= --framework= --configuration= --runtime= --context|-c= --verbose|-v --no-build --no-color --json",
      style: "stop",
      sub: [
        {
          names: "database",
          sub: [
            { names: "update", options: "--connection= --context|-c= --project|-p= --startup-project|-s=" },
            { names: "drop", options: "--force|-f --dry-run --context|-c= --project|-p= --startup-project|-s=" },
          ],
        },
        {
          names: "migrations",
          sub: ["add", "remove", "list", "script", "bundle", "has-pending-model-changes"].map((names): Row => ({
            names,
            options:
              "--output-dir|-o=:O --namespace|-n= --context|-c= --project|-p= --startup-project|-s= --force|-f --idempotent|-i",
          })),
        },
        { names: "dbcontext" },
      ],
    },
    {
      names: "exec",
      options:
        "--runtimeconfig=:r --depsfile=:r --fx-version= --additionalprobingpath= --additional-deps=:r --roll-forward=",
      operands: "u",
      style: "stop",
    },
    {
      names: "watch",
      options: "--project= -q|--quiet -v|--verbose --non-interactive --no-hot-reload --list",
      style: "stop",
    },
    {
      names: "format",
      options:
        "--verify-no-changes --severity= --include= --exclude= --report=:o --binarylog=:o --diagnostics= -v|--verbosity= --no-restore",
    },
    {
      names: "workload",
      sub: ["install", "uninstall", "update", "list", "search", "restore", "repair", "clean", "config", "history"].map(
        (names): Row => ({ names, options: "--source|-s= --version= --configfile=:r --temp-dir=:O" }),
      ),
    },
    { names: "store" },
    { names: "vstest" },
    { names: "dev-certs" },
    { names: "user-secrets" },
    { names: "build-server" },
    { names: "help" },
    { names: "sdk" },
    { names: "fsi", options: "--use=:r --load=:r -r=:r --exec --quiet", operands: "u", style: "stop" },
  ];

  return [
    { names: "java", options: javaOptions, operands: "u", style: "stop words" },
    {
      names: "javac",
      options:
        "-d=:O -s=:O -h=:O -cp|-classpath|--class-path=:r -sourcepath|--source-path=:r -p|--module-path=:r -processorpath|--processor-path=:r -processor= --module-source-path= -m|--module= --add-modules= --add-exports= --add-reads= --limit-modules= --patch-module= --release= -source|--source= -target|--target= -encoding= -bootclasspath|--boot-class-path= --system= -A? -J? -g? -Xlint? -Werror -parameters -nowarn -verbose --enable-preview -Xmaxerrs= -Xmaxwarns= -Xplugin= -Xdoclint?",
      operands: "r*",
      style: "words",
    },
    {
      names: "jshell",
      options: "--class-path=:r --module-path=:r --add-modules= --startup=:r --feedback= --execution= -R= -C= -q -s -v",
      operands: "u*",
    },
    {
      names: "javadoc jdeps jlink jpackage",
      options:
        "-cp|-classpath|--class-path=:r -d|--dest|--output|-o=:O -p|--module-path= --add-modules= --input|-i=:r --main-jar= --main-class= --name|-n= --type|-t= --release= -sourcepath=:r -c -v -p -s -l",
      style: "words",
    },
    {
      names: "jar",
      options:
        "-c|--create -x|--extract:q -t|--list:q -u|--update -i|--generate-index=:m -d|--describe-module:q --validate:q -f|--file= -C=:r -m|--manifest=:r -e|--main-class= -p|--module-path= -n|--normalize -v|--verbose -0|--no-compress -M|--no-manifest --release= --dir=:O --date= --module-version= --hash-modules=",
      operands: "r*",
      reader: "jar",
    },
    {
      names: "javap",
      options:
        "-cp|-classpath|--class-path=:r -bootclasspath= --module-path=:r -m|--module= --multi-release= -c -p|-private -v|-verbose -s -l -constants -sysinfo",
      operands: "-*",
      style: "words",
    },
    {
      names: "keytool jarsigner",
      options:
        "-list:q -printcert:q -printcertreq:q -printcrl:q -verify:q -keystore=:m -storepass= -keypass= -alias= -file=:m -dname= -validity= -keyalg= -keysize= -sigalg= -storetype= -srckeystore=:r -destkeystore=:m -srcstorepass= -deststorepass= -sigfile= -signedjar=:o -tsa=:u -providerclass= -providerpath= -ext= -rfc -v -noprompt",
      style: "words",
    },
    { names: "jcmd jstack jmap jstat jinfo jps jfr", options: "-F -l -m -q -v -dump?:o -histo?", style: "words" },
    { names: "gradle gradlew", options: gradleOptions },
    { names: "mvn mvnw mvnd mvnDebug", options: mavenOptions, style: "words", reader: "mavenExec" },
    {
      names: "ant",
      options:
        "-f|-file|-buildfile=:r -D? -lib= -logfile|-l=:o -logger= -listener= -propertyfile=:r -inputhandler= -main= -nice= -s|-find? -q|-quiet -v|-verbose -d|-debug -e|-emacs -k|-keep-going -p|-projecthelp -noinput",
      style: "words",
    },
    {
      names: "kotlin",
      options: "-cp|-classpath=:r -e|-expression=:p -howtorun= -D? -J? -no-reflect",
      operands: "u",
      style: "stop words",
    },
    {
      names: "kotlinc kotlinc-jvm",
      options:
        "-cp|-classpath=:r -d=:O -e|-expression= -jvm-target= -language-version= -api-version= -module-name= -script-templates= -kotlin-home= -P= -jdk-home= -include-runtime -script -progressive -nowarn -Werror -opt-in=",
      operands: "r*",
      style: "words",
    },
    {
      names: "ktlint detekt",
      options:
        "-F|--format:i -R|--ruleset=:r --reporter= --color --editorconfig=:r --relative --baseline=:r -c|--config=:r -i|--input= -r|--report= --includes|-in= --excludes|-ex= --limit= --log-level|-l= --patterns-from-stdin?",
      operands: "r*",
      reader: "inPlace",
    },
    {
      names: "scala scalac scala-cli",
      options:
        "-cp|-classpath|--classpath|--class-path=:r -d=:O -e|-execute-script=:p -i=:r -S|--scala|--scala-version= --jvm= --dep|--dependency= --main-class|-M= -J? -D? -O= -o|--output=:o --server -save -nc",
      style: "stop words",
      operands: "u",
    },
    {
      names: "sbt",
      options:
        "--sbt-dir|-sbt-dir=:O --sbt-boot=:O --sbt-jar=:r,@ -ivy=:O -mem= -jvm-debug= -java-home=:r,@ --java-home=:r,@ -D? -J? --sbt-version= --color= --supershell= --timings --client|-client --server --batch -v|--verbose -d|--debug -error -warn -info --no-colors",
      style: "words",
    },
    {
      names: "mill",
      options:
        "--home=:O -j|--jobs= -D|--define= --import= --color= --ticker= -i|--interactive -k|--keep-going -w|--watch -d|--debug -s|--silent --no-server",
    },
    {
      names: "dotnet",
      options:
        "-d|--diagnostics --info --version --list-sdks --list-runtimes -h|--help --roll-forward= --fx-version= --additionalprobingpath= --additional-deps=:r --depsfile=:r --runtimeconfig=:r",
      sub: dotnetSubs,
    },
    {
      names: "msbuild",
      options:
        "-t|-target|/t|--target= -p|-property|--property= -v|-verbosity= -m|-maxcpucount? -l|-logger= -fl -flp? -bl? -restore|-r -nologo -nr? -tv? -val? -ds? -graph? -pp?:o",
      operands: "r",
      style: "words",
    },
    {
      names: "nuget",
      sub: [
        {
          names: "push",
          options: "-Source= -ApiKey= -Timeout= -SymbolSource= -SymbolApiKey= -ConfigFile=:r -SkipDuplicate",
          style: "words",
          operands: "r",
        },
        { names: "delete", style: "words", options: "-Source= -ApiKey= -NonInteractive" },
        { names: "restore", style: "words", options: "-Source= -PackagesDirectory=:O -ConfigFile=:r" },
        { names: "install", style: "words", options: "-Source= -OutputDirectory=:O -Version= -ConfigFile=:r" },
        { names: "pack", style: "words", options: "-OutputDirectory=:O -Version= -Properties=" },
        { names: "sources" },
        { names: "setapikey" },
        { names: "config" },
        { names: "list" },
        { names: "search" },
        { names: "update" },
        { names: "locals" },
        { names: "spec" },
      ],
    },
    {
      names: "swift",
      options: "-e= -I= -L= -F= -D= -O -g -swift-version= --version -h|--help",
      sub: [
        ...["build", "test"].map((names): Row => ({
          names,
          options:
            "-c|--configuration= --package-path=:cd --scratch-path|--build-path=:O --cache-path=:O --config-path=:r --product= --target= --triple= --sdk= --toolchain= -Xcc= -Xswiftc= -Xlinker= -Xcxx= -j|--jobs= --filter= --skip= --num-workers= --xunit-output=:o --sanitize= --arch= --parallel --enable-code-coverage -v|--verbose -q|--quiet --disable-sandbox:@",
        })),
        {
          names: "run",
          options:
            "-c|--configuration= --package-path=:cd --scratch-path|--build-path=:O --product= -Xcc= -Xswiftc= -Xlinker= -j|--jobs= --skip-build",
          style: "stop",
        },
        {
          names: "package",
          options:
            "--package-path=:cd --scratch-path|--build-path=:O --disable-sandbox --allow-writing-to-package-directory --allow-network-connections=",
          sub: [
            "init",
            "resolve",
            "update",
            "clean",
            "reset",
            "show-dependencies",
            "edit",
            "unedit",
            "describe",
            "dump-package",
            "generate-xcodeproj",
            "config",
            "plugin",
            "add-dependency",
            "add-target",
            "archive-source",
            "purge-cache",
          ].map((names): Row => ({ names, options: "--type= --name= --format=" })),
        },
        { names: "repl" },
        {
          names: "format",
          options: "-i|--in-place:i -r|--recursive -p|--parallel --configuration=:r --assume-filename=",
          operands: "r*",
          reader: "inPlace",
        },
      ],
    },
    {
      names: "swiftc",
      options:
        "-o=:o -module-name= -I= -L= -F= -D= -l? -target= -sdk= -swift-version= -Xcc= -Xlinker= -Xfrontend= -Xclang-linker= -num-threads= -emit-module-path=:o -O -g -c",
      operands: "r*",
      style: "words",
    },
    {
      names: "xcodebuild",
      options:
        "-project= -workspace= -scheme= -target= -configuration= -sdk= -destination= -arch= -derivedDataPath=:O -archivePath=:O -exportPath=:O -exportOptionsPlist=:r -resultBundlePath=:O -only-testing= -skip-testing= -testPlan= -xcconfig=:r -jobs= -toolchain=",
      style: "words",
    },
  ];
}
