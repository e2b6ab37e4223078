import type { Row } from "../row.ts";

/** Stores of secrets, and what encrypts files. */
export function secretStoreRows(): readonly Row[] {
  return [
    {
      names: "pass gopass",
      options: "-c|--clip? -f|--force -m|--multiline -e|--echo -i|--in-place -n|--no-symbols -r|--recursive -p|--path=",
    },
    {
      names: "sops",
      options:
        "-e|--encrypt -d|--decrypt -r|--rotate -o|--output=:o -i|--in-place --age= --kms= --pgp= --config=:r --input-type= --output-type= --extract= --set=",
      sub: [
        { names: "exec-env", operands: "r s", wrapper: "deny-only" },
        { names: "exec-file", operands: "r s", wrapper: "deny-only" },
        { names: "edit", operands: "m" },
        { names: "decrypt", operands: "r" },
        { names: "encrypt", operands: "r" },
        { names: "rotate", operands: "r" },
        { names: "updatekeys", operands: "m" },
        { names: "publish", operands: "r" },
        { names: "keyservice" },
        { names: "groups" },
        { names: "set", operands: "m" },
        { names: "unset", operands: "m" },
      ],
    },
    {
      names: "op bw lastpass-cli lpass doppler infisical chamber aws-vault envconsul teller",
      options:
        "--account= --session= --config=:r --format= --project|-p= --token|-t= --env|-e= --command=:sh --path= --vault= --no-color --duration|-d= --region= --prompt= --backend= --env-file=:r --no-masking",
      sub: [
        {
          names: "run",
          options:
            "--env-file=:r --no-masking --command=:sh --project|-p= --config|-c= --token|-t= --env|-e= --path= --projectId= --watch --recursive --fallback=:r --mount=:o",
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
        },
        {
          names: "exec",
          options:
            "--duration|-d= --region= --no-session|-n --server|-s --ecs-server --json|-j --prompt= --pristine --strict --strict-value=",
          reader: "afterDashes",
          style: "stop",
          wrapper: "deny-only",
        },
        ...[
          "read",
          "item",
          "vault",
          "document",
          "inject",
          "signin",
          "signout",
          "whoami",
          "get",
          "list",
          "unlock",
          "lock",
          "sync",
          "login",
          "logout",
          "secrets",
          "setup",
          "me",
          "add",
          "remove",
          "rotate",
          "export",
          "import",
          "show",
          "write",
          "delete",
          "env",
        ].map((names): Row => ({ names })),
      ],
    },
    {
      names: "age rage",
      options:
        "-e|--encrypt -d|--decrypt -p|--passphrase -a|--armor -o|--output=:o -r|--recipient= -R|--recipients-file=:r -i|--identity=:r -j=",
      operands: "r",
    },
  ];
}
