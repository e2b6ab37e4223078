import type { Row } from "../row.ts";

/** Bundlers, frameworks and monorepo builders of the Node world. */
export function nodeBuildRows(): readonly Row[] {
  const viteOptions =
    "-c|--config=:r -l|--logLevel= -d|--debug? -f|--filter= -m|--mode= --base= --configLoader= --clearScreen --force --host? --port= --open? --cors --strictPort --profile";

  const viteBuild =
    "--outDir=:O --assetsDir= --assetsInlineLimit= --target= --ssr? --sourcemap? --minify? --manifest? --ssrManifest? --emptyOutDir -w|--watch --app";

  /** Options of `nx run-many`, `turbo run` and kin. */
  const turboOptions =
    "--cwd=:cd --filter|-F= --api= --team= --token= --cache-dir=:O --cache= --concurrency= --dangerously-disable-package-manager-check --env-mode? --force? --global-deps= --graph?:o --dry-run|--dry? --log-order= --log-prefix= --output-logs= --profile=:o --anon-profile=:o --summarize? --scope= --since= --ui= --verbosity= --color --continue? --parallel --only --no-daemon --no-cache --remote-only --heap=:o";

  const nxOptions =
    "--project= --projects|-p= --target|--targets|-t= --configuration|-c= --exclude= --base= --head= --files= --parallel? --maxParallel= --runner= --outputStyle= --output-style= --graph?:o --nxBail --skipNxCache|--skip-nx-cache --verbose --batch --all --affected --dryRun|-d|--dry-run --interactive";

  return [
    {
      names: "webpack webpack-cli",
      options:
        "-c|--config=:r --config-name= -m|--merge --env= --mode= -d|--devtool= -o|--output-path=:O --entry= -t|--target= --stats? -w|--watch --analyze --progress? --json?:o --node-env= --define-process-env-node-env= --name= --port= --host= --open? --hot? --static= --fail-on-warnings --disable-interpret --no-devtool",
      sub: [
        {
          names: "build bundle b",
          options:
            "-c|--config=:r --mode= -o|--output-path=:O --env= -d|--devtool= --entry= -t|--target= --stats? -w|--watch --json?:o --node-env=",
        },
        {
          names: "serve server s",
          options: "-c|--config=:r --mode= --port= --host= --open? --hot? --env= --static= --node-env=",
        },
        { names: "watch w", options: "-c|--config=:r --mode= -o|--output-path=:O --env=" },
        { names: "info i" },
        { names: "init" },
        { names: "configtest t" },
        { names: "help" },
        { names: "version v" },
      ],
    },
    {
      names: "esbuild",
      options:
        "--bundle --outfile=:o --outdir=:O --outbase= --serve? --servedir= --tsconfig=:r --metafile=:o --minify --sourcemap? --watch? --format= --platform= --target= --external= --define= --loader= --alias= --inject=:r --banner= --footer=",
      operands: "r*",
    },
    {
      names: "rollup",
      options:
        "-c|--config?:r -d|--dir=:O -e|--external= -f|--format= -g|--globals= -h|--help -i|--input=:r -m|--sourcemap? -n|--name= -o|--file=:o -p|--plugin= -v|--version -w|--watch --watch.onStart=:sh --watch.onBundleStart=:sh --watch.onBundleEnd=:sh --watch.onEnd=:sh --watch.onError=:sh --environment= --configPlugin= --silent --bundleConfigAsCjs",
      operands: "r*",
    },
    {
      names: "parcel",
      options:
        "--dist-dir=:O --cache-dir=:O --port|-p= --host= --public-url= --target= --log-level= --open? --config=:r --reporter= --no-cache --no-source-maps",
      sub: [{ names: "serve" }, { names: "watch" }, { names: "build" }],
    },
    {
      names: "vite",
      options: viteOptions,
      style: "everywhere",
      sub: [
        { names: "build", options: viteBuild },
        { names: "serve dev" },
        { names: "preview", options: "--outDir=" },
        { names: "optimize" },
      ],
    },
    {
      names: "next",
      options: "-h|--help -v|--version",
      sub: [
        { names: "dev", options: "-p|--port= -H|--hostname= --turbo --turbopack --experimental-https" },
        { names: "build", options: "--profile --debug|-d --no-lint --turbopack" },
        { names: "start", options: "-p|--port= -H|--hostname= --keepAliveTimeout=" },
        {
          names: "lint",
          options:
            "-d|--dir= --file= --ext= -c|--config=:r -o|--output-file=:o -f|--format= --fix --max-warnings= --quiet --strict",
        },
        { names: "info" },
        { names: "telemetry" },
        { names: "experimental-compile" },
        { names: "typegen" },
      ],
    },
    {
      names: "turbo",
      options: turboOptions,
      style: "everywhere",
      sub: [
        { names: "run" },
        { names: "watch" },
        { names: "prune", options: "--out-dir=:O --docker" },
        { names: "gen generate" },
        { names: "login" },
        { names: "logout" },
        { names: "link" },
        { names: "unlink" },
        { names: "daemon" },
        { names: "query" },
        { names: "ls" },
        { names: "info" },
        { names: "bin" },
        { names: "scan" },
        { names: "telemetry" },
      ],
    },
    {
      names: "nx",
      options: nxOptions,
      style: "everywhere",
      sub: [
        { names: "run" },
        { names: "run-many" },
        { names: "affected" },
        { names: "exec", operands: "c", style: "stop", wrapper: "deny-only" },
        { names: "generate g" },
        { names: "graph dep-graph", options: "--file=:o --focus= --host= --port=" },
        { names: "migrate" },
        { names: "reset" },
        { names: "format:check" },
        { names: "format:write" },
        { names: "release" },
        { names: "show" },
        { names: "add" },
        { names: "list" },
        { names: "report" },
        { names: "daemon" },
        { names: "sync" },
        { names: "init" },
        { names: "import" },
        {
          names: "watch",
          wrapper: "deny-only",
          options: "--projects|-p= --all --includeDependentProjects",
          operands: "s",
          style: "stop",
        },
      ],
    },
    {
      names: "lerna",
      options:
        "--concurrency= --loglevel= --max-buffer= --scope= --ignore= --since? --stream --parallel --no-bail --no-progress --no-private",
      style: "everywhere",
      sub: [
        { names: "run" },
        { names: "exec", operands: "c", style: "stop", wrapper: "deny-only" },
        {
          names: "publish",
          options: "--dist-tag= --registry=:u --canary? --yes|-y --otp= --preid= --contents= --from-git",
        },
        {
          names: "version",
          options: "--message|-m= --preid= --yes|-y --no-push --no-git-tag-version --conventional-commits",
        },
        { names: "bootstrap" },
        { names: "changed" },
        { names: "diff" },
        { names: "list ls la ll" },
        { names: "clean" },
        { names: "init" },
        { names: "add" },
        { names: "create" },
        { names: "import" },
        { names: "link" },
        { names: "info" },
      ],
    },
  ];
}
