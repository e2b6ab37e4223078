import type { Row } from "../row.ts";
import { diffOptions, logOptions } from "./git-options.ts";

/** Sub-commands of git that show. */
export function gitReadingSubs(): readonly Row[] {
  return [
    {
      names: "status",
      options: `-s|--short -b|--branch --show-stash --porcelain? --long -v|--verbose -u|--untracked-files? --ignore-submodules?
      --ignored? -z|--null --column? --ahead-behind --renames -M|--find-renames?`,
      operands: "g*",
      readOnly: true,
    },
    { names: "log", options: logOptions, operands: "g*", readOnly: true },
    { names: "show", options: logOptions, operands: "g*", readOnly: true },
    {
      names: "diff",
      options: `${diffOptions} --no-index --cached --staged --merge-base -0 -1|--base -2|--ours -3|--theirs --end-of-options`,
      operands: "g*",
      readOnly: true,
      reader: "gitDiff",
    },
    {
      names: "shortlog",
      options: `${logOptions} -n|--numbered -s|--summary -e|--email -c|--committer --group= -w?`,
      operands: "g*",
      readOnly: true,
    },
    {
      names: "branch",
      options: `-l|--list:q -a|--all -r|--remotes -v|--verbose --contains=:q --no-contains=:q --merged=:q --no-merged=:q --points-at=:q
      --sort= --format= --color? --column? --abbrev? --show-current:q -i|--ignore-case --omit-empty -d|--delete:!
      -D:!,=--delete,=--force -m|--move:! -M:!,=--move,=--force -c|--copy:! -C:!,=--copy,=--force -f|--force:!
      -t|--track?:! -u|--set-upstream-to=:! --unset-upstream:! --edit-description:! --create-reflog:! --recurse-submodules:!
      -q|--quiet`,
      readOnly: 0,
    },
    {
      names: "tag",
      options: `-l|--list:q -n? --contains=:q --no-contains=:q --merged=:q --no-merged=:q --points-at=:q --sort= --format= --color? --column?
      -i|--ignore-case --omit-empty -a|--annotate:! -s|--sign:! -u|--local-user=:! -f|--force:! -d|--delete:! -v|--verify:!
      -m|--message=:! -F|--file=:r,! -e|--edit:! --cleanup=:! --create-reflog:!`,
      readOnly: 0,
    },
    {
      names: "remote",
      options: "-v|--verbose",
      readOnly: 0,
      sub: [
        { names: "add", options: "-t= -m= -f|--fetch --tags --no-tags --mirror?", operands: "- gr" },
        { names: "rename", options: "--progress" },
        { names: "remove rm" },
        { names: "set-head", options: "-a|--auto -d|--delete" },
        { names: "show", options: "-n" },
        { names: "set-branches", options: "--add" },
        { names: "get-url", options: "--push --all", readOnly: true },
        { names: "set-url", options: "--push --add --delete", operands: "- gr" },
        { names: "prune", options: "-n|--dry-run" },
        { names: "update", options: "-p|--prune" },
      ],
    },
    {
      names: "stash",
      options: `-p|--patch -S|--staged -k|--keep-index -u|--include-untracked -a|--all -q|--quiet -m|--message=
      --pathspec-from-file=:r --pathspec-file-nul`,
      sub: [
        { names: "list", options: logOptions, readOnly: true },
        { names: "show", options: `${diffOptions} -u|--include-untracked --only-untracked` },
        {
          names: "push",
          options: `-p|--patch -S|--staged -k|--keep-index -u|--include-untracked -a|--all -q|--quiet -m|--message=
          --pathspec-from-file=:r --pathspec-file-nul`,
          operands: "ps*",
        },
        { names: "save", options: "-p|--patch -S|--staged -k|--keep-index -u|--include-untracked -a|--all -q|--quiet" },
        { names: "pop", options: "--index -q|--quiet" },
        { names: "apply", options: "--index -q|--quiet" },
        { names: "drop", options: "-q|--quiet" },
        { names: "clear" },
        { names: "branch" },
        { names: "create" },
        { names: "store", options: "-m|--message= -q|--quiet" },
      ],
    },
    {
      names: "config",
      options: `--global --system --local --worktree -t= -f|--file=:r --blob= --get:q --get-all:q --get-regexp:q --get-urlmatch:q
      -l|--list:! --type= --bool --int --bool-or-int --bool-or-str --path --expiry-date -z|--null --name-only --show-origin
      --show-scope --includes --default= --get-color:q --get-colorbool:q --fixed-value --add:! --replace-all:! --unset:!
      --unset-all:! --rename-section:! --remove-section:! -e|--edit:! --comment=:!`,
      readOnly: 1,
      reader: "gitConfig",
    },
    {
      names: "rev-parse",
      options: `--git-dir --show-toplevel --abbrev-ref? --short? --verify -q|--quiet --is-inside-work-tree --symbolic-full-name
      --symbolic --all --branches? --tags? --remotes? --glob= --exclude= --exclude-hidden= --disambiguate= --git-common-dir
      --git-path= --absolute-git-dir --show-prefix --show-cdup --show-superproject-working-tree --shared-index-path
      --is-inside-git-dir --is-bare-repository --is-shallow-repository --default= --prefix= --revs-only --no-revs --flags
      --no-flags --not --sq --path-format= --since= --until= --after= --before= --local-env-vars --show-object-format?
      --show-ref-format --resolve-git-dir=:r --parseopt --sq-quote --keep-dashdash --stop-at-non-option --stuck-long
      --end-of-options --bisect`,
      readOnly: true,
    },
    {
      names: "ls-files",
      options: `-c|--cached -d|--deleted -m|--modified -o|--others -i|--ignored -s|--stage --directory --empty-directory
      -u|--unmerged -k|--killed --resolve-undo -z --deduplicate -x|--exclude= -X|--exclude-from=:r
      --exclude-per-directory= --exclude-standard --error-unmatch --with-tree= -t -v -f --full-name --recurse-submodules
      --abbrev? --debug --eol --sparse --format=`,
      operands: "g*",
      readOnly: true,
    },
    {
      names: "blame annotate",
      options: `-b --root --show-stats -L= -l -t -S=:r --reverse -p|--porcelain --line-porcelain --incremental --encoding=
      --contents=:r --date= -M? -C? --ignore-rev= --ignore-revs-file=:r --color-lines --color-by-age -h -c --score-debug
      -f|--show-name -n|--show-number -s -e|--show-email -w --abbrev? --progress --first-parent --since= --minimal`,
      operands: "g*",
      readOnly: true,
    },
    {
      names: "describe",
      options: `--dirty? --broken? --all --tags --contains --abbrev? --candidates= --exact-match --debug --long --match= --exclude=
      --always --first-parent`,
      readOnly: true,
    },
    {
      names: "grep",
      options: `--cached --untracked --no-index --exclude-standard --recurse-submodules -a|--text -i|--ignore-case -I --textconv:!
      --max-depth= -r|--recursive -w|--word-regexp -v|--invert-match -h -H --full-name -E|--extended-regexp
      -G|--basic-regexp -P|--perl-regexp -F|--fixed-strings -n|--line-number --column -l|--files-with-matches|--name-only
      -L|--files-without-match -O|--open-files-in-pager?:sh -z|--null -o|--only-matching -c|--count --color? --break
      --heading -p|--show-function -A|--after-context= -B|--before-context= -#|-C|--context= -W|--function-context
      -m|--max-count= -f=:r,p -e=:p --and --or --not --all-match -q|--quiet --threads= --end-of-options`,
      operands: "- g*",
      readOnly: true,
    },
  ];
}
