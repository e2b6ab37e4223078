import type { Row } from "../row.ts";

/** Infrastructure as code: Terraform, Pulumi, Ansible, Vagrant, Packer. */
export function infrastructureRows(): readonly Row[] {
  const terraformPlan =
    "-backend-config= -backend? -compact-warnings -destroy -detailed-exitcode -generate-config-out=:o -input? -lock? -lock-timeout= -no-color -concise -out=:o -parallelism= -refresh? -refresh-only -replace= -target= -exclude= -state=:m -state-out=:o -backup=:o -var= -var-file=:r -auto-approve -json -upgrade -reconfigure -migrate-state -force-copy -from-module= -get? -plugin-dir=:r -lockfile= -force -filter= -junit-xml=:o -test-directory= -verbose -cloud? -config=:r -allow-missing -raw -type= -draw-cycles -plan=:r -module-depth= -platform= -fs-mirror= -net-mirror= -enable-plugin-cache -id= -provider= -schemas -check -diff -recursive -list? -write?";

  const terraformSubs: readonly Row[] = [
    { names: "apply", options: terraformPlan, operands: "r", style: "words" },
    { names: "fmt", options: terraformPlan, operands: "r*", style: "words" },
    { names: "show", options: terraformPlan, operands: "r", style: "words" },
    { names: "login", operands: "h", style: "words" },
    { names: "logout", operands: "h", style: "words" },
    ...[
      "init",
      "plan",
      "destroy",
      "validate",
      "console",
      "force-unlock",
      "get",
      "graph",
      "import",
      "metadata",
      "modules",
      "output",
      "refresh",
      "taint",
      "untaint",
      "test",
      "version",
      "query",
      "stacks",
    ].map((names): Row => ({ names, options: terraformPlan, style: "words" })),
    {
      names: "state",
      sub: ["list", "mv", "pull", "push", "replace-provider", "rm", "show", "identities"].map((names): Row => ({
        names,
        options: terraformPlan,
        style: "words",
      })),
    },
    {
      names: "workspace",
      sub: ["list", "new", "select", "show", "delete"].map((names): Row => ({
        names,
        options: terraformPlan,
        style: "words",
      })),
    },
    {
      names: "providers",
      sub: ["lock", "mirror", "schema"].map((names): Row => ({ names, options: terraformPlan, style: "words" })),
    },
    {
      names: "env",
      sub: ["list", "new", "select", "delete"].map((names): Row => ({ names, options: terraformPlan, style: "words" })),
    },
  ];

  const ansible = [
    "-i|--inventory|--inventory-file= -l|--limit= -e|--extra-vars= -u|--user= -c|--connection= -T|--timeout= -f|--forks= -M|--module-path=:r -t|--tags= --skip-tags= --start-at-task= --private-key|--key-file=:r --vault-id= --vault-password-file|--vault-pass-file=:r --become-user= --become-method=",
    "--become-password-file|--become-pass-file=:r --connection-password-file|--conn-pass-file=:r --ssh-common-args= --ssh-extra-args= --scp-extra-args= --sftp-extra-args= --playbook-dir=:cd -B|--background= -P|--poll= -o|--one-line --task-timeout=",
    "-b|--become -K|--ask-become-pass -k|--ask-pass -J|--ask-vault-password|--ask-vault-pass -C|--check -D|--diff --syntax-check --list-hosts --list-tasks --list-tags --step --flush-cache --force-handlers -v|--verbose --version -h|--help",
  ].join(" ");

  return [
    { names: "terraform tofu", options: "-chdir=:cd -help -version|-v", style: "words", sub: terraformSubs },
    {
      names: "terragrunt",
      options:
        "--working-dir|--terragrunt-working-dir=:cd --config|--terragrunt-config=:r --tf-path|--terragrunt-tfpath=:x,@ --download-dir=:O --log-level= --queue-include-dir= --queue-exclude-dir= --parallelism= --non-interactive --all -chdir=:cd",
      style: "words",
      sub: [
        ...terraformSubs,
        { names: "run-all", options: terraformPlan, style: "words", sub: terraformSubs },
        { names: "run", options: "--all", style: "stop" },
        { names: "exec", operands: "c", style: "stop", wrapper: "deny-only" },
        { names: "hclfmt" },
        { names: "hcl" },
      ],
    },
    {
      names: "tflint tfsec checkov infracost",
      options:
        "--config|-c=:r --chdir=:cd --format|-f= --output|-o= --var= --var-file=:r --only= --enable-rule= --disable-rule= --filter= --directory|-d= --file= --framework= --check= --skip-check= --path= --recursive --fix --init",
    },
    {
      names: "pulumi",
      options:
        "--cwd|-C=:cd --color= --tracing= --profiling= --memprofilerate= --verbose|-v= --emoji|-e --fully-qualify-stack-names|-Q --logflow --logtostderr --non-interactive --disable-integrity-checking",
      style: "everywhere",
      sub: [
        "up update",
        "preview pre",
        "destroy",
        "refresh",
        "stack",
        "config",
        "new",
        "login",
        "logout",
        "import",
        "cancel",
        "watch",
        "logs",
        "state",
        "plugin",
        "policy",
        "org",
        "env",
        "whoami",
        "version",
        "install",
        "convert",
        "about",
        "schema",
        "package",
        "console",
      ].map((names): Row => ({
        names,
        options:
          "--stack|-s= --config|-c= --config-file=:r --message|-m= --parallel|-p= --target|-t= --target-replace= --replace= --plan= --save-plan=:o --exec-kind= --policy-pack= --policy-pack-config= --secrets-provider= --yes|-y --skip-preview|-f --diff --json|-j --cloud-url|-c=:u --local|-l",
      })),
    },
    {
      names: "ansible",
      options: `${ansible} -m|--module-name= -a|--args=`,
      operands: "-",
      reader: "ansibleModule",
      wrapper: "deny-only",
    },
    { names: "ansible-playbook", options: ansible, operands: "r*" },
    {
      names: "ansible-pull",
      options: `${ansible} -U|--url=:u -d|--directory=:O -C|--checkout= -s|--sleep= --module-name=`,
      operands: "r*",
    },
    {
      names: "ansible-galaxy",
      sub: ["collection", "role", "install", "init", "list", "remove", "search", "info"].map((names): Row => ({
        names,
        options:
          "-r|--role-file|--requirements-file=:r -p|--roles-path|--collections-path=:O -s|--server=:u --api-key|--token= -f|--force -n|--no-deps",
        reader: "addresses",
      })),
    },
    {
      names: "ansible-vault",
      options: "--vault-id= --vault-password-file=:r --encrypt-vault-id= --output=:o -n|--name= -J --ask-vault-pass",
      style: "everywhere",
      sub: [
        { names: "encrypt", operands: "m*" },
        { names: "decrypt", operands: "m*" },
        { names: "edit", operands: "m*" },
        { names: "view", operands: "r*" },
        { names: "create", operands: "w" },
        { names: "rekey", operands: "m*", options: "--new-vault-id= --new-vault-password-file=:r" },
        { names: "encrypt_string" },
      ],
    },
    {
      names: "ansible-lint ansible-inventory ansible-config ansible-console ansible-doc",
      options: `${ansible} -p=:r -c|--config-file=:r --output=:o --fix? -x|--skip-list= -w|--warn-list=`,
    },
    {
      names: "vagrant",
      options: "--machine-readable --debug --timestamp --no-color --version|-v --help|-h",
      sub: [
        { names: "ssh", options: "-c|--command=:sh -p|--plain -t|--tty", style: "stop", wrapper: "deny-only" },
        ...[
          "up",
          "halt",
          "destroy",
          "reload",
          "provision",
          "status",
          "global-status",
          "suspend",
          "resume",
          "box",
          "init",
          "plugin",
          "package",
          "port",
          "powershell",
          "push",
          "rdp",
          "snapshot",
          "ssh-config",
          "upload",
          "validate",
          "version",
          "cloud",
          "login",
          "autocomplete",
          "rsync",
          "winrm",
        ].map((names): Row => ({
          names,
          options:
            "--provider= --provision-with= --provision --no-provision --parallel --force|-f --graceful|-g --name= --box-version= --checksum= --base= --output=:o --vagrantfile=:r --include= --host= --prune",
        })),
      ],
    },
    {
      names: "packer",
      options: "-machine-readable -version",
      style: "words",
      sub: ["build", "console", "fix", "fmt", "hcl2_upgrade", "init", "inspect", "plugins", "validate", "version"].map(
        (names): Row => ({
          names,
          style: "words",
          options:
            "-var= -var-file=:r -only= -except= -on-error= -parallel-builds= -color? -timestamp-ui? -debug -force -upgrade -recursive -write? -check -diff -output-file=:o",
          operands: "r",
        }),
      ),
    },
  ];
}
