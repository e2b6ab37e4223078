import type { Row } from "../row.ts";
import { diffOptions, revisionOptions } from "./git-options.ts";
import { eachName } from "./each-name.ts";

/** Plumbing of git, its transports and its bridges. */
export function gitPlumbingSubs(): readonly Row[] {
  return [
    {
      names: "rev-list",
      options: `${revisionOptions} --count --disk-usage? --objects --objects-edge --unpacked --filter= --filter-provided-objects --filter-print-omitted --header --timestamp --quiet --use-bitmap-index --indexed-objects --object-names --missing= --exclude-promisor-objects --verify-objects --in-commit-order --unsorted-input --no-commit-header --bisect-vars --bisect-all`,
      operands: "g*",
    },
    {
      names: "cat-file",
      options:
        "-e -p -t -s --textconv:! --filters:! --path= --batch? --batch-check? --batch-command? --batch-all-objects --buffer --unordered --allow-unknown-type --follow-symlinks -z -Z --mailmap --use-mailmap",
      operands: "g*",
    },
    {
      names: "ls-tree",
      options:
        "-d -r -t -l|--long -z --name-only --name-status --object-only --abbrev? --full-name --full-tree --format=",
    },
    {
      names: "diff-tree",
      options: `${diffOptions} -r -t --root --merge-base --stdin -s -v --pretty? --no-commit-id --always`,
    },
    { names: "diff-index", options: `${diffOptions} --cached --merge-base -m` },
    { names: "diff-files", options: `${diffOptions} -0 -1 -2 -3 --base --ours --theirs -q` },
    {
      names: "show-ref",
      options:
        "--head --heads --branches --tags -d|--dereference -s|--hash? --verify --exists --abbrev? -q|--quiet --exclude-existing?",
    },
    {
      names: "for-each-ref",
      options:
        "--count= --sort= --format= --color? --shell --perl --python --tcl --points-at= --merged? --no-merged? --contains? --no-contains? --ignore-case --omit-empty --exclude= --stdin --include-root-refs",
    },
    {
      names: "show-branch",
      options:
        "-r|--remotes -a|--all --current --topo-order --date-order --sparse --more? --list --merge-base --independent --no-name --sha1-name --topics -g|--reflog? --color?",
    },
    { names: "merge-base", options: "-a|--all --octopus --is-ancestor --independent --fork-point" },
    {
      names: "name-rev",
      options: "--tags --refs= --exclude= --all --stdin --annotate-stdin --name-only --no-undefined --always",
    },
    { names: "symbolic-ref", options: "-d|--delete -q|--quiet --short --recurse -m=" },
    { names: "update-ref", options: "-m= -d --no-deref --stdin -z --create-reflog" },
    {
      names: "update-index",
      options:
        "--add --remove --refresh -q --ignore-submodules --unmerged --ignore-missing --cacheinfo= --index-info --chmod= --assume-unchanged --no-assume-unchanged --really-refresh --skip-worktree --no-skip-worktree --fsmonitor -g|--again --unresolve --info-only --force-remove --replace --stdin --verbose --index-version= -z --split-index --untracked-cache",
    },
    {
      names: "read-tree",
      options:
        "-m --reset -u -i -n|--dry-run -v|--verbose --quiet --recurse-submodules --no-sparse-checkout --trivial --aggressive --prefix= --index-output=:w --empty -q --exclude-per-directory=",
    },
    { names: "write-tree", options: "--missing-ok --prefix=" },
    { names: "commit-tree", options: "-p= -m= -F=:r -S|--gpg-sign?" },
    { names: "commit-graph", options: "--object-dir=:W --reachable --stdin-commits --split?" },
    { names: "hash-object", options: "-t= -w --stdin --stdin-paths --path= --no-filters --literally", operands: "r*" },
    { names: "checkout-index", options: "-u -q -f|--force -a|--all -n --prefix=:W --stage= --temp --stdin -z" },
    { names: "check-ignore", options: "-q|--quiet -v|--verbose --stdin -z -n|--non-matching --no-index" },
    { names: "check-attr", options: "-a|--all --cached --stdin -z --source=" },
    { names: "check-ref-format", options: "--branch --normalize --allow-onelevel --refspec-pattern" },
    { names: "check-mailmap", options: "--stdin --mailmap-file=:r" },
    { names: "count-objects", options: "-v|--verbose -H|--human-readable" },
    { names: "var", options: "-l" },
    ...eachName("verify-commit verify-tag", { options: "--raw -v|--verbose --format=" }),
    { names: "verify-pack", options: "-v|--verbose -s|--stat-only", operands: "r*" },
    {
      names: "interpret-trailers",
      options:
        "--in-place:!,i --trim-empty --trailer= --where= --if-exists= --if-missing= --only-trailers --only-input --unfold --parse --no-divider",
      operands: "r*",
      reader: "inPlace",
    },
    { names: "stripspace", options: "-s|--strip-comments -c|--comment-lines" },
    { names: "mailinfo", options: "-k -b -u --encoding= -n -m --scissors --quoted-cr=", operands: "w w" },
    { names: "mailsplit", options: "-o=:W -f= -d= -b --keep-cr --mboxrd", operands: "r*" },
    {
      names: "merge-file",
      options: "-p|--stdout:q -L= -q|--quiet --diff3 --zdiff3 --ours --theirs --union --marker-size=",
      operands: "m r r",
    },
    {
      names: "merge-tree",
      options:
        "--write-tree --trivial-merge -z --name-only --messages --allow-unrelated-histories --merge-base= --stdin -X=",
    },
    { names: "merge-index", options: "-o -q", operands: "c", style: "stop" },
    {
      names: "fast-import",
      options:
        "--force --quiet --export-marks=:w --import-marks=:r --allow-unsafe-features --export-pack-edges=:w --max-pack-size=",
      style: "dangerous",
    },
    {
      names: "fast-export",
      options:
        "--export-marks=:w --import-marks=:r --all --signed-tags= --tag-of-filtered-object= --no-data --anonymize --use-done-feature",
    },
    {
      names: "index-pack",
      options: "-v -o=:w --stdin --fix-thin --keep? --strict --threads= --progress-title= --rev-index",
      operands: "r",
    },
    { names: "pack-objects", options: "--stdout --revs --all --window= --depth= --threads= -q", operands: "w" },
    { names: "unpack-objects", options: "-n -q -r --strict" },
    { names: "pack-refs", options: "--all --prune --include= --exclude= --auto" },
    {
      names: "fetch-pack",
      options: "--all --stdin -q -k --thin --include-tag --upload-pack=:sh --exec=:sh --depth= --no-progress -v",
      operands: "gr",
    },
    {
      names: "send-pack",
      options:
        "--all -n|--dry-run -f|--force -v|--verbose -q|--quiet --progress --thin --atomic --remote= --signed? --push-option= --force-with-lease? --force-if-includes --stateless-rpc --helper-status --receive-pack=:sh --exec=:sh --mirror --stdin",
      operands: "gr",
    },
    ...eachName("upload-pack receive-pack upload-archive", {
      options: "--strict --timeout= --stateless-rpc -q|--quiet",
      operands: "R",
    }),
    {
      names: "daemon",
      options:
        "--verbose --syslog --export-all --base-path=:R --interpolated-path= --port= --listen= --timeout= --init-timeout= --max-connections= --strict-paths --reuseaddr --inetd --detach --pid-file=:w --user= --group= --enable= --disable= --allow-override= --forbid-override= --access-hook=:sh --user-path?",
      operands: "R*",
    },
    {
      names: "instaweb",
      options: "-l|--local -d|--httpd=:sh -m|--module-path= -p|--port= -b|--browser=:sh --start --stop --restart",
    },
    { names: "web--browse", options: "-b|--browser=:sh -t|--tool=:sh -c|--config=", operands: "h*" },
    ...eachName("credential credential-store credential-cache", {
      options: "--file=:m --timeout= --socket=",
      style: "dangerous",
    }),
    {
      names: "lfs",
      style: "dangerous",
      sub: [
        ...eachName("install uninstall", { options: "--force --local --system --skip-smudge --skip-repo" }),
        ...eachName("track untrack", { options: "--lockable --dry-run -v" }),
        ...eachName("pull fetch push", {
          options: "--all --include= -I= --exclude= -X= --dry-run --recent --prune",
          operands: "gr",
        }),
        ...eachName("ls-files status env prune checkout locks lock unlock migrate logs"),
      ],
    },
    ...eachName("svn p4 cvsimport cvsexportcommit archimport", { style: "dangerous" }),
    ...eachName("gui citool gitk gitweb", { style: "dangerous" }),
    {
      names: "help",
      options:
        "-a|--all -g|--guides -i|--info -m|--man -w|--web -v|--verbose -c|--config --user-interfaces --developer-interfaces --aliases",
    },
    {
      names: "for-each-repo",
      options: "--config= --keep-going",
      style: "stop",
      reader: "gitForEachRepo",
    },
    { names: "version", options: "--build-options" },
    ...eachName("bugreport diagnose", { options: "-o|--output-directory=:W -s|--suffix= --diagnose? --mode=" }),
  ];
}
