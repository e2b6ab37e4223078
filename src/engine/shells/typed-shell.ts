import type { Outcome } from "../../base/index.ts";
import { confirmed, confirmedExecs, type IsConfirmed } from "../confirmed-execs.ts";
import type { Judgement } from "../judge.ts";
import type { ConfirmProgram } from "../ask-execs.ts";
import type { Say } from "../network-ledger.ts";
import { runJudged } from "../run-command.ts";
import { followSession } from "../follow-policy.ts";
import { type Session, standAfter, standIn } from "../session.ts";
import { hostFolder } from "./host-folder.ts";
import { isUnfinished, type Talk } from "../../run/index.ts";
import { quoteWord, readScript, type Told } from "../../shell/index.ts";

/** Whether what was typed may run, as what, and what of it is confirmed; else one line that says why not. */
type TypedAnswer =
  | { readonly ok: true; readonly text: string; readonly judgement: Judgement }
  | { readonly ok: false; readonly message: string };

interface Typing {
  /** Asked about each text that is whole, in the folder that the shell is in. */
  readonly answer: (session: Session, text: string) => Promise<TypedAnswer>;
  readonly timeoutSeconds: number | undefined;
  readonly say: Say;
  readonly confirm: ConfirmProgram;
}

/**
 * One turn of the shell: it reads a line from the terminal by itself, with history and completion, asks whether what was typed may run, and
 * only then evaluates it. An interrupt throws an interactive bash back to the next command on its input: so a turn has one put there first, and
 * takes it off again before it hears the verdict. What runs can't speak to us in the shell's place.
 */
const turn = String.raw`__last=$?
[[ $__verdict == run ]] && __status=$__last
[[ $__verdict == more ]] || __text= __prompt="sallyport:$PWD\$ "
__verdict=run; builtin printf '\0\0\0' >&$__ask; trap - INT
if IFS= builtin read -e -r -p "$__prompt" __line <&2; then trap "" INT; __text+=$__line
else trap "" INT; __text= __line=exit
fi
builtin printf '%s\0%s\0%s\0' "$PWD" "$__line" "$__text" >&$__ask
IFS= builtin read -r __verdict; IFS= builtin read -r -d '' __verdict
IFS= builtin read -r -d '' __line
case $__verdict in
  more) __text+=$'\n' __prompt='> ';;
  run) builtin history -s -- "$__text"; trap - INT; ((__status == 0)) || (exit $__status); builtin eval "builtin eval \"\$__line\" <&2 $__ask>/dev/null";;
  no) builtin history -s -- "$__text"; __status=126; builtin printf '%s\n' "$__line" >&2;;
esac`;

/** No alias, no start-up file, and no key that runs what was typed past us. */
const setUp = String.raw`PS1= PS2= HISTFILE= __text=; exec {__ask}>&1 1>&2; set +o history
for __line in edit-and-execute-command vi-edit-and-execute-command shell-expand-line; do bind -u $__line; done 2>/dev/null
printf '\r\033[K' >&2; __status=0 __verdict=
__turn=${quoteWord(turn)}
`;

const nextTurn = 'eval "$__turn"\n';

const argv = ["bash", "--norc", "--noprofile", "--noediting", "-i", "+O", "expand_aliases", "-s"] as const;

/**
 * Runs a shell at the terminal, in the sandbox that was judged. The exec gate stands behind it as behind any command. Ends when the
 * shell does; throws as `runJudged` does.
 */
export async function runTypedShell(
  session: Session,
  judgement: Judgement,
  { answer, timeoutSeconds, say, confirm }: Typing,
): Promise<Outcome> {
  const { root } = session.loaded.profile.sandbox;
  // A yes to a line is one to the programs that it names.
  let isConfirmed: IsConfirmed = () => false;
  let told: Told = { extglob: false };
  const followed = followSession(session);
  const reply: Reply = async ([stands, line, text]) => {
    if (stands === "") return undefined;
    if (text === "") return line === "exit" ? ["run", "exit"] : ["none", ""];
    if (isUnfinished(text, session.host.bash, told.extglob ? ["-O", "extglob"] : [])) return ["more", ""];
    const folder = hostFolder(stands, root);
    isConfirmed = () => false;
    const current = standAfter(followed(), told);
    const answered = await answer(folder === undefined ? current : standIn(current, folder), text);
    if (!answered.ok) return ["no", answered.message];
    isConfirmed = confirmedExecs(answered.judgement, root);
    told = { extglob: readScript(answered.text, told).extglob };
    return ["run", answered.text];
  };
  const confirmOthers: ConfirmProgram = async (asked) =>
    isConfirmed(asked.question) ? { decision: confirmed } : await confirm(asked);
  return await runJudged(session, judgement, {
    argv,
    timeoutSeconds,
    say,
    confirm: confirmOthers,
    talk: talkBy(reply),
  });
}

/** The folder, the line that was typed last, and all of the text so far. */
type Question = readonly [folder: string, line: string, text: string];
type Verdict = readonly [verdict: "run" | "more" | "no" | "none", text: string];
/** Nothing for a turn that only begins. */
type Reply = (question: Question) => Promise<Verdict | undefined>;

function talkBy(reply: Reply): Talk {
  return (input, output) => {
    let held = "";
    let before: Promise<unknown> = Promise.resolve();
    input.on("error", () => undefined); // EPIPE: the shell has ended
    input.write(setUp + nextTurn);
    output.setEncoding("utf8").on("data", (chunk: string) => {
      held += chunk;
      for (;;) {
        const [folder, line, text, ...rest] = held.split("\0");
        // A line that waits already comes together with the turn that it is typed in.
        if (folder === undefined || line === undefined || text === undefined || rest.length === 0) return;
        held = rest.join("\0");
        // A verdict that fails has not allowed anything.
        const answer = async (): Promise<Verdict | undefined> =>
          await reply([folder, line, text]).catch((): Verdict => ["no", "sallyport: denied: the decision failed"]);
        before = before
          .then(answer)
          .then((verdict) => input.write((verdict?.map((part) => `${part}\0`).join("") ?? "") + nextTurn));
      }
    });
  };
}
