import type { Row } from "../row.ts";

/** Zig, Nim, Dart, Crystal and Solidity. */
export function compiledRows(): readonly Row[] {
  return [
    {
      names: "zig",
      sub: [
        { names: "cc", options: "-o=:o -I=:r -L=:r -target=", style: "words", operands: "r*" },
        { names: "c++", options: "-o=:o -I=:r -L=:r -target=", style: "words", operands: "r*" },
        { names: "run", options: "-O= -target= -mcpu= -I= -L= -l= -D= --name=", style: "words", operands: "u" },
        { names: "fmt", options: "--check:q --exclude= --ast-check --stdin", operands: "r*", reader: "formatter" },
        ...[
          "build",
          "build-exe",
          "build-lib",
          "build-obj",
          "test",
          "translate-c",
          "init",
          "fetch",
          "env",
          "targets",
          "version",
          "ar",
          "ranlib",
          "objcopy",
          "libc",
          "std",
          "ast-check",
          "rc",
          "dlltool",
          "lib",
          "zen",
          "help",
        ].map((names): Row => ({
          names,
          style: "words",
          options:
            "-D= -O= -target= -mcpu= -I= -L= -l= --name= --prefix|-p=:O --build-file=:r --cache-dir=:O --global-cache-dir=:O --zig-lib-dir=:r --test-filter= --test-cmd=:x -femit-bin=:o --save? --debug-log=",
        })),
      ],
    },
    {
      names: "nim nimble",
      options:
        "-o|--out=:o --outdir=:O --nimcache=:O -d|--define= -u|--undef= -p|--path=:r --cc= --mm= --gc= --opt= --app= --hints= --warnings= -x= -t|--passC= -l|--passL= --threads= -r|--run -f|--forceBuild -y|--accept",
      sub: [
        { names: "c compile cc cpp js e r", style: "stop" },
        { names: "install" },
        { names: "build" },
        { names: "test" },
        { names: "run", style: "stop" },
        { names: "uninstall" },
        { names: "publish" },
        { names: "refresh" },
        { names: "search" },
        { names: "list" },
        { names: "check" },
        { names: "doc" },
        { names: "init" },
      ],
    },
    {
      names: "dart flutter",
      options:
        "--enable-asserts --define|-D= --packages=:r -d|--device-id= -v|--verbose --version -h|--help --suppress-analytics",
      sub: [
        {
          names: "run",
          options:
            "-d|--device-id= -t|--target=:r --flavor= --dart-define= --dart-define-from-file=:r --enable-experiment= --enable-asserts -D|--define= --observe? --web-port= --web-hostname= --release --debug --profile",
          operands: "u",
          style: "stop",
        },
        {
          names: "format",
          options: "-o|--output= -l|--line-length= --set-exit-if-changed --fix --summary= --show=",
          operands: "m*",
        },
        {
          names: "pub",
          sub: [
            { names: "publish lish", options: "-n|--dry-run -f|--force -C|--directory=:cd --skip-validation" },
            { names: "run", style: "stop" },
            {
              names: "global",
              sub: [
                { names: "activate", options: "-s|--source= --git-path= --git-ref= -u|--hosted-url=:u --overwrite" },
                { names: "deactivate" },
                { names: "run", style: "stop" },
                { names: "list" },
              ],
            },
            ...[
              "get",
              "add",
              "remove",
              "upgrade",
              "downgrade",
              "outdated",
              "deps",
              "cache",
              "login",
              "logout",
              "token",
              "unpack",
              "bump",
              "workspace",
            ].map((names): Row => ({
              names,
              options: "-C|--directory=:cd --git-url=:u --git-ref= --git-path= --path=:r --hosted-url=:u --sdk=",
            })),
          ],
        },
        { names: "fix", options: "--dry-run|-n --apply --code=" },
        ...[
          "analyze",
          "test",
          "compile",
          "create",
          "doc",
          "build",
          "clean",
          "doctor",
          "devices",
          "upgrade",
          "config",
          "channel",
          "install",
          "attach",
          "drive",
          "emulators",
          "gen-l10n",
          "logs",
          "precache",
          "screenshot",
          "symbolize",
          "info",
          "devtools",
          "downgrade",
        ].map((names): Row => ({
          names,
          options:
            "-o|--output=:o -t|--target=:r -d|--device-id= --flavor= --dart-define= --name|-n= --plain-name|-N= --tags= --exclude-tags= --reporter|-r= --coverage?:O --concurrency|-j= --total-shards= --shard-index= --template= --org= --platforms=",
        })),
      ],
    },
    {
      names: "crystal",
      sub: [
        { names: "eval", style: "stop" },
        { names: "run", options: "-o=:o -D= --release --error-trace", operands: "u", style: "stop" },
        ...["build", "spec", "init", "docs", "env", "play", "tool", "version", "i", "clear_cache"].map(
          (names): Row => ({
            names,
            options:
              "-o=:o -D= --release --error-trace --stats --link-flags= --target= --mcpu= --cross-compile --static -f= --example= --tag=",
          }),
        ),
      ],
    },
    {
      names: "solc forge cast anvil hardhat truffle",
      options:
        "-o|--output-dir=:O --rpc-url|-r=:u --fork-url|-f=:u --private-key= --mnemonic= --keystore=:r --account= --from= --chain|--chain-id= --etherscan-api-key= --network= --config=:r --match-test|--mt= --match-contract|--mc= --match-path|--mp= --root=:cd --contracts= --gas-limit= --gas-price= --value= --ffi:! --broadcast --verify --overwrite --optimize --bin --abi",
    },
  ];
}
