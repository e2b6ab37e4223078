import type { Row } from "../row.ts";
import { diffOptions } from "./git-options.ts";

/** Sub-commands of git for every day's changes. */
export function gitEverydaySubs(): readonly Row[] {
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

  return [
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
}
