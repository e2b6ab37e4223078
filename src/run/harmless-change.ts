import { type GitSetting, parseGitSettings } from "./git-settings.ts";
import { isHarmless } from "./safe-git-settings.ts";

/** True when settings that start nothing are all that differs. Texts of one character a byte. */
export function isHarmlessChange(before: string, now: string): boolean {
  const [old, fresh] = [parseGitSettings(before), parseGitSettings(now)];
  if (old === undefined || fresh === undefined) return false;
  const kept = old.filter((setting) => !isHarmless(setting));
  if (
    !isEqual(
      kept,
      fresh.filter((setting) => !isHarmless(setting)),
    )
  )
    return false;
  return kept.length === 0 || isEqual(old.filter(setsBase), fresh.filter(setsBase));
}

/** Paths in other settings count from here. */
function setsBase({ section, key }: GitSetting): boolean {
  return section === "core" && (key === "worktree" || key === "bare");
}

function isEqual(some: readonly GitSetting[], others: readonly GitSetting[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}
