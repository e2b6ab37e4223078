/** Files of settings; git itself says what they mean. `unread`: git makes something of it, and here it counts as unreadable. */
export interface SettingsText {
  readonly name: string;
  readonly text: string;
  readonly unread?: true;
}

export const settingsTexts: readonly SettingsText[] = [
  { name: "plain", text: "[core]\n\tbare = false\n[user]\n\tname = A B\n" },
  { name: "all on one line", text: "[core] bare = false" },
  { name: "a key alone", text: "[core]\n\tbare\n" },
  { name: "nothing behind the sign", text: "[core]\n\tbare =\n" },
  { name: "a middle name", text: '[remote "or\\"i\\\\gin"]\n\turl = x\n' },
  { name: "the old spelling of one", text: "[Remote.Origin]\n\turl = x\n" },
  { name: "upper case", text: '[CORE]\n\tFsMonitor = X\n[Remote "UP"]\n\tUrl = y\n' },
  { name: "comments", text: "# a\n; b\n[core] # c\n\tbare = false # d\n\tpager = a;b\n" },
  { name: "a comment inside quotes", text: '[core]\n\tpager = "a # b" c # d\n' },
  { name: "a value over two lines", text: "[core]\n\tpager = a \\\n   b\n\teditor = c\n" },
  { name: "a comment that ends in a backslash", text: "[core]\n\tbare = false # \\\n\tpager = x\n" },
  { name: "escapes", text: '[core]\n\tpager = "a\\tb\\nc\\"d\\\\e"\n' },
  { name: "blanks within and behind", text: '[core]\n\tpager =   a   b  " c " \t\n' },
  { name: "carriage returns", text: "[core]\r\n\tpager = a\r\n\teditor = b\\\r\n c\r\n" },
  { name: "a carriage return within", text: "[core]\n\tpager = a\rb\n" },
  { name: "a mark at the start", text: "\uFEFF[core]\n\tpager = a\n" },
  { name: "an open quote", text: '[core]\n\tpager = "a\n' },
  { name: "an unknown escape", text: "[core]\n\tpager = a\\qb\n" },
  { name: "no section", text: "pager = a\n", unread: true },
  { name: "a section that does not end", text: "[core\n\tpager = a\n" },
  { name: "a blank in a key", text: "[core]\n\tpa ger = a\n" },
  { name: "a sign in a key", text: "[core]\n\tpa_ger = a\n" },
  { name: "a digit first", text: "[core]\n\t1pager = a\n" },
  { name: "blanks before the bracket", text: '[core ]\n\tpager = a\n[remote "x" ]\n\turl = y\n' },
  { name: "a middle name without a blank", text: '[remote"x"]\n\turl = y\n' },
  { name: "an empty middle name", text: '[remote ""]\n\turl = y\n' },
  { name: "a form feed", text: "[core]\n\f\tpager = a\n" },
  { name: "a backslash at the very end", text: "[core]\n\tpager = a\\", unread: true },
  { name: "a section behind a value", text: "[core] pager = a [user] name = b\n" },
  { name: "a section behind a key", text: "[core]\n\tbare [user]\n" },
];
