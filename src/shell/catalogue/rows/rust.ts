import type { Row } from "../row.ts";

/** The Rust toolchain. */
export function rustRows(): readonly Row[] {
  const cargoGlobals =
    "--color= -C=:cd --config=:!,@ -Z=:@ --explain= --list --verbose|-v|-vv --quiet|-q --locked --offline --frozen --version|-V --help|-h";

  const cargoTargets = [
    "--package|-p= --exclude= --bin= --example= --test= --bench= --features|-F= --profile= --jobs|-j= --target= --target-dir=:O --artifact-dir|--out-dir=:O --manifest-path=:r --lockfile-path=:r --message-format= --timings?",
    "--workspace|--all --lib --bins --examples --tests --benches --all-targets --all-features --no-default-features --release|-r --debug --keep-going --unit-graph --ignore-rust-version --future-incompat-report --no-run --no-fail-fast --doc",
  ].join(" ");

  const registry = "--index=:u --registry= --token= --dry-run|-n";

  const cargoSubs: readonly Row[] = [
    { names: "build b", options: cargoTargets },
    { names: "check c", options: cargoTargets },
    { names: "test t", options: cargoTargets },
    { names: "bench", options: cargoTargets },
    { names: "run r", options: cargoTargets, style: "stop" },
    { names: "doc d", options: `${cargoTargets} --no-deps --document-private-items --open` },
    { names: "rustc", options: `${cargoTargets} --print= --crate-type=` },
    { names: "rustdoc", options: `${cargoTargets} --open --output-format=` },
    { names: "clippy", options: `${cargoTargets} --fix --allow-dirty --allow-staged --allow-no-vcs --no-deps` },
    {
      names: "fix",
      options: `${cargoTargets} --broken-code --edition --edition-idioms --allow-dirty --allow-staged --allow-no-vcs`,
    },
    { names: "fmt", options: "--package|-p= --manifest-path=:r --message-format= --all --check" },
    { names: "clean", options: `${cargoTargets} --dry-run|-n` },
    {
      names: "add",
      options:
        "--package|-p= --features|-F= --rename= --path=:r --git=:u --branch= --tag= --rev= --registry= --target= --manifest-path=:r --base= --dev --build --optional --no-optional --default-features --no-default-features --dry-run|-n --ignore-rust-version --public",
    },
    { names: "remove rm", options: "--package|-p= --target= --manifest-path=:r --dev --build --dry-run|-n" },
    {
      names: "update",
      options:
        "--precise= --package|-p= --manifest-path=:r --recursive --aggressive --workspace|-w --dry-run|-n --breaking",
    },
    {
      names: "install",
      options: `${cargoTargets} ${registry} --git=:u --branch= --tag= --rev= --path=:r --root=:O --vers|--version= --force|-f --no-track --list`,
    },
    {
      names: "binstall",
      options: `${registry} --root=:O --install-path=:O --git=:u --pkg-url= --version= --no-confirm|-y --force`,
    },
    { names: "uninstall", options: "--package|-p= --bin= --root=:O" },
    { names: "publish", options: `${cargoTargets} ${registry} --no-verify --allow-dirty` },
    {
      names: "package",
      options: `${cargoTargets} ${registry} --no-verify --allow-dirty --no-metadata --list|-l --exclude-lockfile`,
    },
    { names: "yank", options: `${registry} --vers|--version= --undo` },
    { names: "owner", options: `${registry} --add|-a= --remove|-r= --list|-l` },
    { names: "login", options: registry },
    { names: "logout", options: registry },
    { names: "search", options: `${registry} --limit=` },
    { names: "info", options: registry },
    { names: "new", options: "--vcs= --edition= --name= --registry= --bin --lib", operands: "W" },
    { names: "init", options: "--vcs= --edition= --name= --registry= --bin --lib", operands: "W" },
    {
      names: "tree",
      options: `${cargoTargets} --edges|-e= --invert|-i? --prune= --depth= --prefix= --charset= --format|-f= --duplicates|-d --no-dedupe`,
    },
    { names: "metadata", options: `${cargoTargets} --format-version= --filter-platform= --no-deps` },
    {
      names: "vendor",
      options: "--manifest-path=:r --sync|-s=:r --no-delete --respect-source-config --versioned-dirs",
      operands: "W",
    },
    { names: "fetch", options: "--target= --manifest-path=:r" },
    { names: "generate-lockfile", options: "--manifest-path=:r" },
    { names: "locate-project", options: "--message-format= --manifest-path=:r --workspace" },
    { names: "pkgid", options: "--package|-p= --manifest-path=:r" },
    { names: "report", options: "--id= --package|-p=" },
    { names: "config", options: "--format= --show-origin --merged=" },
    { names: "verify-project", options: "--manifest-path=:r" },
    { names: "read-manifest", options: "--manifest-path=:r" },
    {
      names: "nextest",
      options: cargoTargets,
      sub: [
        {
          names: "run",
          options: `${cargoTargets} --filterset|-E= --test-threads= --retries= --partition= --profile|-P= --cargo-profile= --config-file=:r`,
        },
        { names: "list", options: cargoTargets },
        { names: "archive", options: `${cargoTargets} --archive-file=:o` },
      ],
    },
    {
      names: "watch",
      options:
        "--exec|-x= --shell|-s=:sh --watch|-w= --ignore|-i= --delay|-d= --features= --env|-E= --workdir|-C=:cd --use-shell= --clear|-c --quiet|-q --postpone --poll --why",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    { names: "expand", options: cargoTargets },
    { names: "audit", options: "--file|-f=:r --db|-d=:O --ignore= --deny|-D= --url|-u=:u --json" },
    {
      names: "deny",
      options: "--manifest-path=:r --features= --config=:r --format|-f= --log-level|-L= --all-features",
      sub: [{ names: "check" }, { names: "fetch" }, { names: "init" }, { names: "list" }],
    },
    {
      names: "outdated",
      options: "--depth|-d= --packages|-p= --exclude|-x= --manifest-path|-m=:r --root|-r= --workspace|-w",
    },
    {
      names: "llvm-cov",
      options: `${cargoTargets} --output-path=:o --output-dir=:O --html --lcov --json --text`,
      style: "stop",
    },
    { names: "tarpaulin", options: `${cargoTargets} --out|-o= --output-dir=:O --exclude-files= --timeout= --engine=` },
    { names: "miri", options: cargoTargets, sub: [{ names: "test" }, { names: "run" }, { names: "setup" }] },
    { names: "help" },
    { names: "version" },
  ];

  return [
    { names: "cargo", options: cargoGlobals, style: "everywhere", reader: "toolchain", sub: cargoSubs },
    {
      names: "rustc rustdoc",
      options:
        "-o=:o --out-dir|--output=:O --emit= --print= --cfg= --check-cfg= --crate-type= --crate-name= --edition= --extern= --target= --explain= --error-format= --color= --diagnostic-width= --remap-path-prefix= --cap-lints= --sysroot= --test-args= --test-run-directory= --test-runtool= --theme= --html-in-header=:r --markdown-css= -L= -l= -A|--allow= -W|--warn= -D|--deny= -F|--forbid= -C|--codegen= -Z= --force-warn= --json= -g -O -v|--verbose -V|--version --test -h|--help",
      operands: "r",
      reader: "toolchain",
    },
    {
      names: "rustup",
      options: "--verbose|-v --quiet|-q --version|-V --help|-h",
      reader: "toolchain",
      sub: [
        { names: "run", options: "--install", operands: "- c", style: "stop", wrapper: "deny-only" },
        {
          names: "install",
          options:
            "--profile= --component|-c= --target|-t= --no-self-update --force --allow-downgrade --force-non-host",
        },
        { names: "uninstall" },
        { names: "update upgrade up", options: "--no-self-update --force --force-non-host" },
        {
          names: "toolchain",
          sub: [
            {
              names: "install update add",
              options: "--profile= --component|-c= --target|-t= --no-self-update --force --allow-downgrade",
            },
            { names: "uninstall remove" },
            { names: "list" },
            { names: "link", operands: "- r" },
          ],
        },
        { names: "default" },
        { names: "show" },
        { names: "check" },
        {
          names: "target",
          sub: [
            { names: "add install", options: "--toolchain=" },
            { names: "remove uninstall", options: "--toolchain=" },
            { names: "list", options: "--toolchain= --installed" },
          ],
        },
        {
          names: "component",
          sub: [
            { names: "add", options: "--toolchain= --target=" },
            { names: "remove uninstall", options: "--toolchain= --target=" },
            { names: "list", options: "--toolchain= --installed" },
          ],
        },
        {
          names: "override",
          sub: [
            { names: "set add", options: "--path=" },
            { names: "unset remove", options: "--path= --nonexistent" },
            { names: "list" },
          ],
        },
        { names: "which", options: "--toolchain=" },
        { names: "doc docs", options: "--toolchain= --path" },
        { names: "man", options: "--toolchain=" },
        { names: "self", sub: [{ names: "update" }, { names: "uninstall" }, { names: "upgrade-data" }] },
        {
          names: "set",
          sub: [
            { names: "default-host" },
            { names: "profile" },
            { names: "auto-self-update" },
            { names: "auto-install" },
          ],
        },
        { names: "completions" },
        { names: "help" },
      ],
    },
    {
      names: "rustfmt",
      options:
        "--check:q --emit= --config= --config-path=:r --edition= --style-edition= --print-config= --color= --file-lines= --backup -l|--files-with-diff -q|--quiet -v|--verbose -V|--version -h|--help",
      operands: "r*",
      reader: "formatter",
    },
    {
      names: "wasm-pack",
      options: "--verbose|-v --quiet|-q --log-level=",
      sub: [
        {
          names: "build",
          options: "--target|-t= --out-dir|-d=:O --out-name= --scope|-s= --mode|-m= --dev --release --profiling",
          operands: "r",
          style: "stop",
        },
        { names: "test", style: "stop" },
        { names: "pack" },
        { names: "publish", options: "--target|-t= --access|-a= --tag=" },
        { names: "login", options: "--registry|-r=:u --scope|-s= --auth-type|-t=" },
        { names: "new" },
      ],
    },
  ];
}
