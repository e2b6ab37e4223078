import type { Row } from "../row.ts";

/** Java, Kotlin and Scala. */
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
  ];
}
