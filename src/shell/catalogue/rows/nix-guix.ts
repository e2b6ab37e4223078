import type { Row } from "../row.ts";

/** Nix and Guix. */
export function nixGuixRows(): readonly Row[] {
  return [
    {
      names: "nix",
      options:
        "--option=:@ --extra-experimental-features= --experimental-features= --store=:@ --eval-store= --log-format= --max-jobs|-j= --cores= --offline --refresh --debug --verbose|-v --quiet --print-build-logs|-L --impure --no-net --show-trace --version --help",
      style: "everywhere",
      sub: [
        ...["develop", "shell"].map((names): Row => ({
          names,
          options:
            "--command|-c=:r --phase= --redirect= --keep|-k= --unset|-u= --profile=:r --ignore-environment|-i --expr= --file|-f=:r --override-input= --include|-I= --arg= --argstr=".replace(
              "--command|-c=:r",
              "--command|-c",
            ),
          style: "stop",
          wrapper: "deny-only",
          reader: "nixCommand",
        })),
        {
          names: "run",
          options: "--expr= --file|-f=:r --override-input= --include|-I= --arg= --argstr=",
          style: "stop",
          operands: "g",
        },
        ...[
          "build",
          "flake",
          "profile",
          "eval",
          "search",
          "repl",
          "store",
          "copy",
          "log",
          "path-info",
          "registry",
          "why-depends",
          "derivation",
          "edit",
          "fmt",
          "hash",
          "key",
          "nar",
          "print-dev-env",
          "realisation",
          "show-config",
          "upgrade-nix",
          "bundle",
          "daemon",
          "doctor",
          "config",
          "env",
        ].map((names): Row => ({
          names,
          options:
            "--expr= --file|-f=:r --out-link|-o=:o --profile=:O --override-input= --include|-I= --arg= --argstr= --to= --from= --apply= --recreate-lock-file --update-input= --json --raw --no-link",
        })),
      ],
    },
    {
      names: "nix-shell",
      options:
        "--run=:sh --command=:sh -p|--packages -I= -A|--attr= -E|--expr= --arg= --argstr= --keep= -i= --pure --option= -j= --cores= -v",
      wrapper: "deny-only",
    },
    {
      names: "nix-env nix-build nix-store nix-channel nix-collect-garbage nixos-rebuild home-manager darwin-rebuild",
      options:
        "-i|--install -e|--uninstall -u|--upgrade -q|--query -A|--attr= -f|--file=:r -E|--expr= -I= -p|--profile=:O -o|--out-link=:o --arg= --argstr= --option= --flake= --target-host= --build-host= -d|--delete-old --delete-older-than= --add --remove= --update --list --rollback --set --use-remote-sudo --impure --dry-run",
      reader: "addresses",
    },
    {
      names: "guix",
      options: "--version --help",
      sub: [
        {
          names: "shell environment",
          options:
            "-D|--development -f|--file=:r -m|--manifest=:r -e|--expression= -E|--preserve= -C|--container -N|--network --share= --expose= -S|--symlink= -u|--user= -L= --pure",
          style: "stop",
          wrapper: "deny-only",
          reader: "afterDashes",
        },
        ...[
          "install",
          "remove",
          "upgrade",
          "package",
          "pull",
          "build",
          "system",
          "home",
          "search",
          "show",
          "gc",
          "describe",
          "archive",
          "time-machine",
          "import",
          "lint",
          "size",
          "graph",
          "repl",
          "deploy",
        ].map((names): Row => ({
          names,
          options:
            "-i|--install -r|--remove -u|--upgrade -m|--manifest=:r -f|--file=:r -e|--expression= -p|--profile=:O -L= -C|--channels=:r",
        })),
      ],
    },
  ];
}
