import type { Row } from "../row.ts";
import { diffOptions, revisionOptions, logOptions } from "./git-options.ts";
import { eachName } from "./each-name.ts";

/** Sub-commands of git for patches, rewritten history and the upkeep of a repository. */
export function gitUpkeepSubs(): readonly Row[] {
  return [
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
  ];
}
