import type { Row } from "../row.ts";
import { gitEverydaySubs } from "./git-everyday.ts";
import { gitPlumbingSubs } from "./git-plumbing.ts";
import { gitReadingSubs } from "./git-reading.ts";
import { gitUpkeepSubs } from "./git-upkeep.ts";

/** git with every sub-command. */
export function gitRows(): readonly Row[] {
  return [
    {
      names: "git",
      options: `-C=:cd -P|--no-pager --no-replace-objects --literal-pathspecs --glob-pathspecs --noglob-pathspecs --icase-pathspecs
      --no-optional-locks --no-lazy-fetch --no-advice -v|--version -h|--help --html-path --man-path --info-path
      -p|--paginate:@ -c=:@ --git-dir=:R,@ --work-tree=:R,@ --exec-path?:@ --namespace=:@ --config-env=:@ --bare:@
      --super-prefix=:@ --list-cmds= --attr-source=:@ --shallow-file=:@`,
      reader: "git",
      sub: [...gitReadingSubs(), ...gitEverydaySubs(), ...gitUpkeepSubs(), ...gitPlumbingSubs()],
    },
  ];
}
