import type { Row } from "../row.ts";

/** .NET and Swift. */
export function dotnetSwiftRows(): readonly Row[] {
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
