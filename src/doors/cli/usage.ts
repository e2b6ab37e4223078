/** What `sallyport --help` prints. */
export const usage = `sallyport stands between an AI agent and the machine: it decides every shell command and confines what it lets through.

  sallyport -c 'CMD' [arg0 args…]        run a command as bash -c would; also -l, -lc, -i, -s, a script file, standard input
  sallyport run [options] -- ARGV…       run one program, no shell in between
  sallyport check [-c CMD | --batch]     verdicts only, nothing runs
  sallyport explain -c CMD               the parse, each action, each rule that spoke, the walls that would stand
  sallyport explain --last               what the last command declared, and what ran, side by side
  sallyport profile list | show [NAME] | validate FILE… | schema
  sallyport doctor                       what this host permits, layer by layer
  sallyport audit tail | query | verify  the record
  sallyport egress check URL… | --batch  may it be reached, and why not; nothing is connected to
  sallyport egress serve --listen ADDR:PORT|unix:PATH… [--transparent] [--status ADDR:PORT|unix:PATH] [--clients FILE]
      [--authority FILE] [--grace SECONDS]
                                         the network's filter by itself, in front of containers and builds (docs/egress.md);
                                         a socket file is this user's alone
  sallyport fetch URL                    a page as Markdown, through the same filter
  sallyport tool NAME [JSON]             Read, Write, Edit, MultiEdit, NotebookEdit, Glob, Grep or LS, as agents use them
  sallyport changes [--last | ID]        what a command has changed, where changes land together (sandbox.transaction)
  sallyport changes list | apply [ID] | discard [ID] | undo [ID]
                                         land what waits, forget it, or bring back what was there before
  sallyport hook [--client claude|codex]  answers one hook event of a client
  sallyport install | uninstall claude|codex|opencode|gemini [--as hook,shell,mcp,all] [--scope user|project] [--print]
                                         in the client's own configuration; the diff is shown, the file before is kept
  sallyport verify claude|codex|opencode|gemini [--live [--program FILE]]
                                         tries what the client would start; with --live the client itself, against a model on loopback
  sallyport shell                        a shell to type in: each line is judged before it runs; also -i at a terminal
  sallyport mcp                          serves bash and the tools for files over standard input and output (docs/mcp.md)
  sallyport learn -- ARGV… | -c CMD       run it inside the walls, and print what the profile lacks for it to pass, as a diff of its file
  sallyport approvals [list] | allow ID [--for-session | --always] | deny ID [--stop] [--message TEXT]
                                         what waits to be confirmed (--wait SECONDS), and your word on it
  sallyport approvals rules | revoke ID…  what was allowed for good
  sallyport trust                        let this project's .sallyport.json allow things, as it is now

Options of all: --profile NAME|FILE  --mode MODE  --tools LIST  --allowed-tools RULES  --ask-tools RULES
  --disallowed-tools RULES  --allow-domain HOSTS  --role NAME  --agent NAME  --context NAME=VALUE  --timeout SECONDS  --wait SECONDS
  --root FOLDER  --session NAME  --project FOLDER  --json  --quiet  (or SALLYPORT_PROFILE and so on in the environment)

Exit status: the command's own; 124 timed out; 125 Sallyport could not do its job; 126 denied; 2 usage or configuration.
`;
