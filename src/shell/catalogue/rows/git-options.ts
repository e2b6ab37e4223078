/** Options that many sub-commands of git share: how to show differences, which revisions, how to show a log. */
export const diffOptions = `-p|-u|--patch -s|--no-patch -U|--unified= --output=:w --output-indicator-new= --output-indicator-old=
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

export const revisionOptions = `-#|-n|--max-count= --skip= --since|--after= --until|--before= --since-as-filter= --author= --committer= --grep-reflog=
  --grep= --all-match --invert-grep -i|--regexp-ignore-case --basic-regexp -E|--extended-regexp -F|--fixed-strings
  -P|--perl-regexp --remove-empty --merges --no-merges --min-parents= --max-parents= --no-min-parents --no-max-parents
  --first-parent --exclude-first-parent-only --not --all --branches? --tags? --remotes? --glob= --exclude= --exclude-hidden=
  --reflog --alternate-refs --single-worktree --ignore-missing --bisect --stdin --cherry-mark --cherry-pick --left-only
  --right-only --cherry -g|--walk-reflogs --merge --boundary --use-bitmap-index --progress= --max-age= --min-age= --simplify-by-decoration
  --show-pulls --full-history --dense --sparse --simplify-merges --ancestry-path? --date-order --author-date-order
  --topo-order --reverse --no-walk? --do-walk --pretty? --format= --abbrev-commit --oneline --encoding= --expand-tabs?
  --notes? --show-notes? --standard-notes --show-signature:! --relative-date --date= --parents --children --left-right --graph
  --show-linear-break? -t --end-of-options`;

export const logOptions = `${revisionOptions} ${diffOptions} --follow --decorate? --decorate-refs= --decorate-refs-exclude=
  --clear-decorations --source --mailmap|--use-mailmap --full-diff --log-size -L= -q`;
