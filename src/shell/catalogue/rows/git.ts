import type { Row } from "../row.ts";
import { eachName } from "./each-name.ts";

/** git with every sub-command. */
export function gitRows(): readonly Row[] {
  const diffOptions = `-p|-u|--patch -s|--no-patch -U|--unified= --output=:w --output-indicator-new= --output-indicator-old=
  --output-indicator-context= --raw --patch-with-raw --indent-heuristic --minimal --patience --histogram --anchored=
  --diff-algorithm= --stat? --stat-width= --stat-name-width= --stat-count= --stat-graph-width= --compact-summary --numstat
  --shortstat -X|--dirstat? --cumulative --dirstat-by-file? --summary --patch-with-stat -z --name-only --name-status
  --submodule? --color? --color-moved? --color-moved-ws= --word-diff? --word-diff-regex= --color-words? --no-renames --renames
  --rename-empty --check --ws-error-highlight= --full-index --binary --abbrev? -B|--break-rewrites? -M|--find-renames?
  -C|--find-copies? --find-copies-harder -D|--irreversible-delete -l= --diff-filter= -S= -G= --find-object= --pickaxe-all
  --pickaxe-regex -O=:r --skip-to= --rotate-to= -R --relative? -a|--text --ignore-cr-at-eol --ignore-space-at-eol
  -b|--ignore-space-change -w|--ignore-all-space --ignore-blank-lines -I|--ignore-matching-lines= --inter-hunk-context=
  -W|--function-context --exit-code --quiet --ext-diff:! --textconv:! --ignore-submodules? --src-prefix= --dst-prefix=
  --no-prefix --default-prefix --line-prefix= --ita-invisible-in-index --ita-visible-in-index --cc -c -m
  --combined-all-paths --dd --diff-merges= --remerge-diff`;

  const revisionOptions = `-#|-n|--max-count= --skip= --since|--after= --until|--before= --since-as-filter= --author= --committer= --grep-reflog=
  --grep= --all-match --invert-grep -i|--regexp-ignore-case --basic-regexp -E|--extended-regexp -F|--fixed-strings
  -P|--perl-regexp --remove-empty --merges --no-merges --min-parents= --max-parents= --no-min-parents --no-max-parents
  --first-parent --exclude-first-parent-only --not --all --branches? --tags? --remotes? --glob= --exclude= --exclude-hidden=
  --reflog --alternate-refs --single-worktree --ignore-missing --bisect --stdin --cherry-mark --cherry-pick --left-only
  --right-only --cherry -g|--walk-reflogs --merge --boundary --use-bitmap-index --progress= --max-age= --min-age= --simplify-by-decoration
  --show-pulls --full-history --dense --sparse --simplify-merges --ancestry-path? --date-order --author-date-order
  --topo-order --reverse --no-walk? --do-walk --pretty? --format= --abbrev-commit --oneline --encoding= --expand-tabs?
  --notes? --show-notes? --standard-notes --show-signature:! --relative-date --date= --parents --children --left-right --graph
  --show-linear-break? -t --end-of-options`;

  const logOptions = `${revisionOptions} ${diffOptions} --follow --decorate? --decorate-refs= --decorate-refs-exclude=
  --clear-decorations --source --mailmap|--use-mailmap --full-diff --log-size -L= -q`;

  const verbosity = "-q|--quiet -v|--verbose --progress";
  const signing = "-S|--gpg-sign? --no-gpg-sign -s|--signoff";
  const transport = `-4|--ipv4 -6|--ipv6 -o|--server-option=`;
  const mergeOptions = `-X|--strategy-option= --strategy= --stat -n --no-stat --squash --summary --commit --edit -e --ff --ff-only --no-ff
  --verify --no-verify --rerere-autoupdate --allow-unrelated-histories --autostash --log? --cleanup= --into-name=
  --verify-signatures -m|--message= -F|--file=:r ${signing} ${verbosity}`;
  const sequencer = "--continue --abort --quit --skip -e|--edit --cleanup= -n|--no-commit -m|--mainline= -x --ff";
  const fetchOptions = `-a|--append -m --atomic --depth= --deepen= --shallow-since= --shallow-exclude= --unshallow --update-shallow
  --negotiation-tip= --negotiate-only --dry-run --write-fetch-head -f|--force -k|--keep --multiple --auto-maintenance
  --auto-gc --write-commit-graph --prefetch -p|--prune -P|--prune-tags --refmap= -t|--tags -n|--no-tags
  --recurse-submodules? --recurse-submodules-default= -j|--jobs? --set-upstream --submodule-prefix= -u|--update-head-ok
  --upload-pack=:sh --show-forced-updates --all --filter= --refetch --stdin ${transport} ${verbosity}`;

  const readOnlySubs: readonly Row[] = [
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

  const everydaySubs: readonly Row[] = [
    {
      names: "add stage",
      options: `-n|--dry-run -v|--verbose -i|--interactive -p|--patch -e|--edit -f|--force -u|--update --renormalize
      -N|--intent-to-add -A|--all --ignore-removal --refresh --ignore-errors --ignore-missing --sparse --chmod=
      --pathspec-from-file=:r --pathspec-file-nul`,
      operands: "ps*",
    },
    {
      names: "commit",
      options: `-a|--all --interactive --ahead-behind -p|--patch -C|--reuse-message= -c|--reedit-message= --fixup= --squash= --reset-author --short --branch
      --porcelain --long -z|--null -F|--file=:r --author= --date= -m|--message= -t|--template=:r -n|--no-verify
      --allow-empty --allow-empty-message --cleanup= -e|--edit --amend --no-post-rewrite -i|--include -o|--only
      --pathspec-from-file=:r --pathspec-file-nul -u|--untracked-files? -q|--quiet -v|--verbose --dry-run --status
      --trailer= ${signing}`,
      operands: "ps*",
    },
    {
      names: "push",
      options: `--all --branches --prune --mirror -n|--dry-run --porcelain -d|--delete --tags --follow-tags --signed? --atomic
      -o|--push-option= --receive-pack|--exec=:sh --force-with-lease? --force-if-includes -f|--force --repo= -u|--set-upstream
      --thin --recurse-submodules= --verify --no-verify -4|--ipv4 -6|--ipv6 ${verbosity}`,
      operands: "gr",
      reader: "gitPush",
    },
    { names: "fetch", options: fetchOptions, operands: "gr" },
    {
      names: "pull",
      options: `${mergeOptions} -r|--rebase? ${fetchOptions.replace("-n|--no-tags", "--no-tags")} -s|--strategy=`,
      operands: "gr",
    },
    {
      names: "clone",
      options: `-l|--local -s|--shared --no-hardlinks -n|--no-checkout --bare --mirror --reject-shallow --sparse --filter=
      --also-filter-submodules -o|--origin= -b|--branch= --revision= -u|--upload-pack=:sh --template=:R,! -c|--config=:@ --depth=
      --shallow-since= --shallow-exclude= --single-branch --tags --no-tags --recurse-submodules? --recursive?
      --shallow-submodules --remote-submodules --separate-git-dir=:W -j|--jobs= --reference=:R --reference-if-able=:R
      --dissociate --server-option= --bundle-uri=:u -4|--ipv4 -6|--ipv6 ${verbosity}`,
      operands: "gr W",
    },
    {
      names: "checkout",
      options: `-q|--quiet --progress -f|--force -2|--ours -3|--theirs -b= -B= -t|--track? --guess -l -d|--detach --orphan=
      --ignore-skip-worktree-bits -m|--merge --conflict= -p|--patch --ignore-other-worktrees --overwrite-ignore
      --recurse-submodules --overlay --pathspec-from-file=:r --pathspec-file-nul`,
      operands: "g*",
    },
    {
      names: "switch",
      options: `-c|--create= -C|--force-create= -d|--detach --guess -f|--force --discard-changes --overwrite-ignore -m|--merge --conflict= -q|--quiet
      --progress -t|--track? --orphan= --ignore-other-worktrees --recurse-submodules`,
    },
    {
      names: "restore",
      options: `-s|--source= -p|--patch -W|--worktree -S|--staged -q|--quiet --progress -2|--ours -3|--theirs -m|--merge --conflict=
      --ignore-unmerged --ignore-skip-worktree-bits --recurse-submodules --overlay --pathspec-from-file=:r
      --pathspec-file-nul`,
      operands: "ps*",
    },
    {
      names: "reset",
      options: `-q|--quiet --refresh --pathspec-from-file=:r --pathspec-file-nul --soft -N|--intent-to-add --mixed --hard --merge --keep
      --recurse-submodules -p|--patch`,
      operands: "g*",
    },
    {
      names: "rm",
      options:
        "-f|--force -n|--dry-run:q -r --cached --ignore-unmatch --sparse -q|--quiet --pathspec-from-file=:r --pathspec-file-nul",
      operands: "W*",
    },
    { names: "mv", options: "-f|--force -k -n|--dry-run:q -v|--verbose --sparse", operands: "m* W" },
    { names: "merge", options: `${mergeOptions} -s|--strategy= --abort --quit --continue --overwrite-ignore` },
    {
      names: "rebase",
      options: `--onto= --keep-base --continue --abort --quit --skip --edit-todo --show-current-patch --apply --empty= --keep-empty
      --no-keep-empty --reapply-cherry-picks --allow-empty-message -m|--merge -s|--strategy= -X|--strategy-option=
      --rerere-autoupdate --stat -n|--no-stat --no-verify --verify -C= --no-ff --force-rebase -f --fork-point
      --ignore-whitespace --whitespace= --committer-date-is-author-date --reset-author-date --ignore-date --signoff
      -i|--interactive -r|--rebase-merges? -x|--exec=:sh --root --autosquash --autostash --reschedule-failed-exec
      --update-refs -S|--gpg-sign? ${verbosity}`,
    },
    {
      names: "cherry-pick",
      options: `${sequencer} -s|--signoff -S|--gpg-sign? --allow-empty --allow-empty-message --empty= --keep-redundant-commits --strategy= -X|--strategy-option= --rerere-autoupdate`,
    },
    {
      names: "revert",
      options: `${sequencer} -s|--signoff -S|--gpg-sign? --strategy= -X|--strategy-option= --rerere-autoupdate --reference`,
    },
    {
      names: "clean",
      options: "-d -f|--force -i|--interactive -n|--dry-run:q -q|--quiet -e|--exclude= -x -X",
      operands: "W*",
    },
    {
      names: "bisect",
      sub: [
        { names: "start", options: "--term-new= --term-bad= --term-good= --term-old= --no-checkout --first-parent" },
        { names: "run", operands: "c", style: "stop" },
        { names: "bad new" },
        { names: "good old" },
        { names: "skip" },
        { names: "next" },
        { names: "reset" },
        { names: "view visualize" },
        { names: "log" },
        { names: "terms" },
        { names: "replay", operands: "r" },
      ],
    },
    {
      names: "submodule",
      options: "-q|--quiet --cached",
      sub: [
        {
          names: "add",
          options: "-b|--branch= -f|--force --name= --reference=:R --depth= -q|--quiet --progress",
          operands: "gr W",
        },
        { names: "foreach", options: "--recursive -q|--quiet", operands: "s", style: "stop" },
        {
          names: "update",
          options: `--init --remote -N|--no-fetch --recommend-shallow -f|--force --checkout --rebase --merge --reference=:R --dissociate
          --recursive -j|--jobs= --single-branch --depth= --filter= -q|--quiet --progress`,
        },
        { names: "init" },
        { names: "deinit", options: "-f|--force --all" },
        { names: "status", options: "--cached --recursive -q" },
        { names: "summary", options: "--cached --files -n|--summary-limit=" },
        { names: "sync", options: "--recursive" },
        { names: "set-branch", options: "-b|--branch= -d|--default" },
        { names: "set-url", operands: "- gr" },
        { names: "absorbgitdirs" },
      ],
    },
    {
      names: "worktree",
      sub: [
        {
          names: "add",
          options:
            "-f|--force -b= -B= -d|--detach --checkout --guess-remote --lock --orphan --reason= --track -q|--quiet",
          operands: "W",
        },
        { names: "list", options: "-v|--verbose --porcelain -z --expire=" },
        { names: "remove", options: "-f|--force", operands: "W" },
        { names: "move", options: "-f|--force", operands: "m W" },
        { names: "lock", options: "--reason=" },
        { names: "unlock" },
        { names: "repair" },
        { names: "prune", options: "-n|--dry-run -v|--verbose --expire=" },
      ],
    },
    {
      names: "difftool",
      options: `-d|--dir-diff -y|--no-prompt --prompt -t|--tool=:! --tool-help -x|--extcmd=:sh -g|--gui --trust-exit-code
      --symlinks --rotate-to= --skip-to= ${diffOptions}`,
      operands: "g*",
      style: "dangerous",
    },
    { names: "mergetool", options: "-t|--tool=:! --tool-help -y|--no-prompt --prompt -g|--gui -O=:r" },
  ];

  const otherSubs: readonly Row[] = [
    {
      names: "apply",
      options: `--stat --numstat --summary --check --index --cached -3|--3way --build-fake-ancestor=:w -R|--reverse --reject -z
      -p= -C= --unidiff-zero --apply --no-add --allow-binary-replacement --binary --exclude= --include= --ignore-space-change
      --ignore-whitespace --whitespace= --inaccurate-eof -v|--verbose -q|--quiet --recount --directory= --unsafe-paths
      --allow-overlap --allow-empty -N|--intent-to-add --ours --theirs --union`,
      operands: "r*",
    },
    {
      names: "am",
      options: `-s|--signoff -k|--keep --keep-non-patch --keep-cr --scissors -c --quoted-cr= --empty= -m|--message-id -q|--quiet
      -u|--utf8 -3|--3way --rerere-autoupdate --ignore-space-change --ignore-whitespace --whitespace= -C= -p= --directory=
      --exclude= --include= --reject --patch-format= -i|--interactive -n|--no-verify --committer-date-is-author-date --ignore-date
      --skip -S|--gpg-sign? --continue -r|--resolved --resolvemsg= --abort --quit --show-current-patch? --allow-empty`,
      operands: "r*",
    },
    {
      names: "format-patch",
      options: `-o|--output-directory=:W --stdout -n|--numbered -N|--no-numbered --start-number= --numbered-files -k|--keep-subject
      -s|--signoff --attach? --inline? --thread? --in-reply-to= --ignore-if-in-upstream --cover-from-description= --subject-prefix=
      --filename-max-length= --rfc -v|--reroll-count= --to= --cc= --from? --force-in-body-from --add-header= --cover-letter
      --encode-email-headers --interdiff= --range-diff= --creation-factor= --notes? --signature= --signature-file=:r --suffix=
      -q|--quiet --no-binary --zero-commit --base? --root --progress -#
      ${diffOptions}`,
    },
    {
      names: "send-email",
      options: `--from= --to= --cc= --bcc= --subject= --in-reply-to= --annotate --compose --smtp-server=:! --smtp-server-option= --smtp-server-port= --smtp-user= --smtp-pass= --smtp-encryption= --sendmail-cmd=:sh --to-cmd=:sh --cc-cmd=:sh --header-cmd=:sh --confirm= --suppress-cc= --dry-run --force --quiet --validate`,
      operands: "r*",
    },
    { names: "request-pull", options: "-p", operands: "- gr" },
    {
      names: "archive",
      options: `--format= -l|--list -v|--verbose --prefix= -o|--output=:w --add-file=:r --add-virtual-file= --worktree-attributes --mtime= -#
      --remote=:u --exec=:sh`,
      operands: "g*",
    },
    {
      names: "bundle",
      sub: [
        { names: "create", options: `-q|--quiet --progress --version= ${revisionOptions}`, operands: "w" },
        { names: "verify", options: "-q|--quiet", operands: "r" },
        { names: "list-heads", operands: "r" },
        { names: "unbundle", operands: "r" },
      ],
    },
    {
      names: "filter-branch",
      options: `--setup=:sh --subdirectory-filter= --env-filter=:sh --tree-filter=:sh --index-filter=:sh --parent-filter=:sh
      --msg-filter=:sh --commit-filter=:sh --tag-name-filter=:sh --prune-empty --original= -d=:W -f|--force --state-branch=`,
    },
    {
      names: "filter-repo",
      options:
        "--path= --path-glob= --path-regex= --paths-from-file=:r --invert-paths --path-rename= --replace-text=:r --replace-message=:r --message-callback= --name-callback= --email-callback= --refname-callback= --blob-callback= --commit-callback= --tag-callback= --reset-callback= --filename-callback= --mailmap=:r --force --partial --refs= --source=:R --target=:W --analyze --dry-run --subdirectory-filter= --to-subdirectory-filter=",
      style: "dangerous",
    },
    {
      names: "init init-db",
      options:
        "-q|--quiet --bare --template=:R,! --separate-git-dir=:W --object-format= --ref-format= -b|--initial-branch= --shared?",
      operands: "W",
    },
    {
      names: "ls-remote",
      options:
        "-b|--branches -h|--heads -t|--tags --refs -q|--quiet --upload-pack|--exec=:sh --exit-code --get-url --sort= --symref -o|--server-option=",
      operands: "gr",
    },
    {
      names: "reflog",
      sub: [
        { names: "show", options: logOptions },
        { names: "list" },
        { names: "exists" },
        {
          names: "expire",
          options:
            "--all --expire= --expire-unreachable= --updateref --rewrite --stale-fix -n|--dry-run --verbose --single-worktree",
        },
        { names: "delete", options: "--rewrite --updateref -n|--dry-run --verbose" },
      ],
      options: logOptions,
    },
    {
      names: "notes",
      options: "--ref=",
      sub: [
        ...eachName("add append edit", {
          options:
            "-f|--force -m|--message= -F|--file=:r -C|--reuse-message= -c|--reedit-message= --allow-empty --separator? --stripspace",
        }),
        { names: "copy", options: "-f|--force --stdin --for-rewrite=" },
        { names: "list" },
        { names: "show" },
        { names: "merge", options: "-s|--strategy= -q -v --commit --abort" },
        { names: "remove", options: "--ignore-missing --stdin" },
        { names: "prune", options: "-n|--dry-run -v|--verbose" },
        { names: "get-ref" },
      ],
    },
    {
      names: "sparse-checkout",
      sub: [
        { names: "list" },
        { names: "init", options: "--cone --sparse-index" },
        { names: "set", options: "--cone --sparse-index --stdin" },
        { names: "add", options: "--stdin" },
        { names: "reapply", options: "--cone --sparse-index" },
        { names: "disable" },
        { names: "check-rules", options: "-z --rules-file=:r" },
      ],
    },
    {
      names: "gc",
      options:
        "--aggressive --auto --detach --cruft --max-cruft-size= --expire-to=:W --prune? --force --keep-largest-pack -q|--quiet",
    },
    {
      names: "maintenance",
      sub: [
        { names: "run", options: "--task= --auto --schedule? -q|--quiet" },
        { names: "start", options: "--scheduler=" },
        { names: "stop" },
        { names: "register", options: "--config-file=:w" },
        { names: "unregister", options: "--force --config-file=:w" },
      ],
    },
    { names: "prune", options: "-n|--dry-run -v|--verbose --progress --expire=" },
    {
      names: "repack",
      options:
        "-a -A -d -f -F -n -q|--quiet -l|--local -b|--write-bitmap-index --unpack-unreachable= --keep-unreachable -k --window= --depth= --threads= --window-memory= --max-pack-size= --pack-kept-objects --keep-pack= --cruft --cruft-expiration= --expire-to=:W --filter= --filter-to=:W -g|--geometric= -m|--write-midx",
    },
    {
      names: "fsck",
      options:
        "--tags --root --unreachable --cache --reflogs --full --connectivity-only --strict -v|--verbose --lost-found --dangling --progress --name-objects",
    },
    {
      names: "replace",
      options: "-f|--force -d|--delete -l|--list --edit --raw --graft --convert-graft-file --format=",
    },
    { names: "rerere", options: "--rerere-autoupdate" },
    {
      names: "range-diff",
      options: `--creation-factor= --no-dual-color --left-only --right-only --notes? --follow ${diffOptions}`,
    },
    { names: "cherry", options: "-v --abbrev?" },
    { names: "whatchanged", options: logOptions, operands: "g*" },
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

  return [
    {
      names: "git",
      options: `-C=:cd -P|--no-pager --no-replace-objects --literal-pathspecs --glob-pathspecs --noglob-pathspecs --icase-pathspecs
      --no-optional-locks --no-lazy-fetch --no-advice -v|--version -h|--help --html-path --man-path --info-path
      -p|--paginate:@ -c=:@ --git-dir=:R,@ --work-tree=:R,@ --exec-path?:@ --namespace=:@ --config-env=:@ --bare:@
      --super-prefix=:@ --list-cmds= --attr-source=:@ --shallow-file=:@`,
      reader: "git",
      sub: [...readOnlySubs, ...everydaySubs, ...otherSubs],
    },
  ];
}
