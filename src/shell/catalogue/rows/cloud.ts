import type { Row } from "../row.ts";

/** Infrastructure, cloud providers and code forges. */
export function cloudRows(): readonly Row[] {
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

  const awsOptions = [
    "--profile= --region= --output= --endpoint-url=:u --query= --ca-bundle=:r --cli-read-timeout= --cli-connect-timeout= --cli-binary-format= --color=",
    "--debug --no-verify-ssl --no-paginate --no-sign-request --no-cli-pager --cli-auto-prompt --no-cli-auto-prompt --v2-debug --version",
  ].join(" ");

  const s3Options =
    "--exclude= --include= --acl= --grants= --sse? --sse-kms-key-id= --sse-c? --sse-c-key= --storage-class= --cache-control= --content-type= --content-encoding= --content-disposition= --content-language= --expires= --expires-in= --metadata= --metadata-directive= --website-redirect= --source-region= --page-size= --request-payer? --copy-props= --index-document= --error-document= --expected-size= --recursive --delete --dryrun --quiet --force --only-show-errors --size-only --exact-timestamps --human-readable --summarize --follow-symlinks --no-follow-symlinks --no-progress --no-guess-mime-type --force-glacier-transfer --ignore-glacier-warnings";

  const gcloudGlobals =
    "--account= --billing-project= --configuration= --flags-file=:r --flatten= --format= --impersonate-service-account= --project= --verbosity= --access-token-file=:r --filter= --limit= --page-size= --sort-by= --region= --zone= --location= --quiet|-q --log-http --user-output-enabled --trace-token= --uri --help|-h --version|-v";

  const gcloudTree = (names: string): Row => ({
    names,
    sub: [
      {
        names: "ssh",
        options:
          "--command=:sh --container= --ssh-flag= --ssh-key-file=:r --ssh-key-expiration= --network= --strict-host-key-checking= --internal-ip --tunnel-through-iap --dry-run --force-key-file-overwrite --plain",
        wrapper: "deny-only",
      },
      {
        names: "scp",
        options:
          "--compress --port= --recurse --scp-flag= --ssh-key-file=:r --strict-host-key-checking= --tunnel-through-iap",
        operands: "nr* nw",
      },
    ],
  });

  const azOptions =
    "--subscription= --output|-o= --query= --resource-group|-g= --name|-n= --location|-l= --tags= --ids= --template-file|-f=:r --parameters|-p= --template-uri|-u=:u --username|-u= --password|-p= --tenant|-t= --service-principal --yes|-y --no-wait --verbose --debug --only-show-errors --help|-h";

  const deployOptions =
    "--token|-t= --cwd=:cd --local-config|-A=:r --global-config|-Q=:O --scope|-S= --team|-T= --env|-e= --build-env|-b= --name|-n= --meta|-m= --regions= --target= --dir= --functions= --message= --site|-s= --auth|-a= --alias= --port|-p= --listen|-l= --config|-c=:r --project|-P= --account|-A= --app|-a= --remote|-r= --only= --except= --non-interactive --force --prod --debug --yes|-y --confirm --json|-j --archive?";

  const runsInner = (names: string): Row => ({ names, operands: "c", style: "stop", wrapper: "deny-only" });

  const ghFlags = [
    "--reason|-r= --duplicate-of= --add-label= --remove-label= --add-assignee= --remove-assignee= --add-reviewer= --remove-reviewer= --add-project= --remove-project= --default-branch= --source|-s= --remote|-r= --clone|-c --gitignore|-g= --license|-l= --team|-t= --fork-name= --remote-name= --job|-j= --attempt|-a= --interval|-i= --color= --scopes|-s= --git-protocol|-p= --with-token --key= --type= --order|-o= --sort= --language= --owner= --topic= --since=",
    "--workflow= --user|-u= --event|-e= --commit|-c= --created= --notes|-n= --notes-file|-F=:r --target= --discussion-category= --notes-start-tag= --dir|-D=:O --pattern|-p= --output|-O=:o --archive|-A= --name|-n= --field|-f= --raw-field= --ref|-r= --env|-e= --org|-o= --visibility|-v= --env-file|-f=:r --description|-d= --homepage|-h= --subject|-t= --match-head-commit= --author-email=",
    "--repo|-R= --hostname= --title|-t= --body|-b= --body-file|-F=:r --base|-B= --head|-H= --assignee|-a= --label|-l= --milestone|-m= --project|-p= --reviewer|-r= --template|-T= --limit|-L= --state|-s= --search|-S= --json= --jq|-q= --author|-A= --app= --mention= --branch|-b=",
    "--web|-w --draft --fill --fill-first --fill-verbose --merge --squash --rebase --auto --admin --delete-branch --disable-auto --approve --request-changes --comment --comments --patch --watch --required --fail-fast --yes --force --clobber --skip-existing --prerelease --latest? --verify-tag --generate-notes --log --log-failed --exit-status --verbose --all --failed --debug --public --private --internal --editor --recover= --dry-run --undo --shell --help",
  ].join(" ");

  /** Where a short option means another thing in this sub-command, the listed spelling wins over the group's. */
  const gh = (names: string, options = ""): Row => ({ names, options: `${ghFlags} ${options}` });

  const ghSubs: readonly Row[] = [
    {
      names: "pr",
      options: "--repo|-R=",
      sub: [
        gh("create new", "--body|-b= --fill|-f --draft|-d --template|-T="),
        gh("list ls", "--draft|-d --head|-H= --web|-w"),
        gh("view", "--comments|-c --web|-w"),
        gh("status", "--conflict-status|-c"),
        gh("diff", "--web|-w --name-only"),
        gh("checkout co", "--branch|-b= --detach --force|-f --recurse-submodules"),
        gh("merge", "--merge|-m --squash|-s --rebase|-r --delete-branch|-d --auto --admin --body|-b= --subject|-t="),
        gh("close", "--comment|-c= --delete-branch|-d"),
        gh("reopen", "--comment|-c="),
        gh("comment", "--body|-b= --body-file|-F=:r --editor|-e --web|-w --edit-last"),
        gh("review", "--approve|-a --request-changes|-r --comment|-c --body|-b="),
        gh("edit", "--body|-b= --base|-B= --milestone|-m="),
        gh("checks", "--web|-w --watch --interval|-i="),
        gh("ready", "--undo"),
        gh("lock", "--reason|-r="),
        gh("unlock"),
        gh("update-branch", "--rebase"),
        gh("revert"),
      ],
    },
    {
      names: "issue",
      options: "--repo|-R=",
      sub: [
        gh("create new", "--body|-b= --editor|-e --web|-w"),
        gh("list ls", "--web|-w"),
        gh("view", "--comments|-c --web|-w"),
        gh("status"),
        gh("close", "--comment|-c= --reason|-r="),
        gh("reopen", "--comment|-c="),
        gh("comment", "--body|-b= --editor|-e --web|-w --edit-last"),
        gh("edit", "--body|-b= --milestone|-m="),
        gh("delete"),
        gh("transfer"),
        gh("pin"),
        gh("unpin"),
        gh("lock", "--reason|-r="),
        gh("unlock"),
        gh("develop", "--base|-b= --checkout|-c --list|-l --name|-n="),
      ],
    },
    {
      names: "repo",
      sub: [
        gh("clone", "--upstream-remote-name|-u="),
        gh(
          "create new",
          "--clone|-c --push --public --private --internal --remote|-r= --source|-s= --disable-issues --disable-wiki --add-readme --include-all-branches",
        ),
        gh("delete"),
        gh("list ls", "--fork --archived"),
        gh("view", "--web|-w --branch|-b="),
        gh("edit", "--accept-visibility-change-consequences --enable-issues? --enable-wiki?"),
        gh("fork"),
        gh("rename", "--yes|-y"),
        gh("archive", "--yes|-y"),
        gh("unarchive", "--yes|-y"),
        gh("sync", "--branch|-b= --source|-s= --force"),
        gh("set-default", "--view|-v --unset|-u"),
        { names: "deploy-key", sub: [gh("add", "--allow-write|-w --title|-t="), gh("delete"), gh("list ls")] },
        gh("autolink"),
        gh("gitignore"),
        gh("license"),
      ],
    },
    {
      names: "release",
      options: "--repo|-R=",
      sub: [
        gh("create new", "--draft|-d --prerelease|-p --title|-t="),
        gh("delete", "--yes|-y --cleanup-tag"),
        gh("delete-asset", "--yes|-y"),
        gh("download", "--pattern|-p= --dir|-D=:O --output|-O=:o --archive|-A="),
        gh("edit", "--draft --prerelease --tag="),
        gh("list ls"),
        gh("upload"),
        gh("view", "--web|-w"),
        gh("verify"),
        gh("verify-asset"),
      ],
    },
    {
      names: "run",
      options: "--repo|-R=",
      sub: [
        gh("list ls", "--workflow|-w= --commit|-c= --user|-u= --branch|-b= --event|-e= --status|-s="),
        gh("view", "--web|-w --verbose|-v --log --log-failed"),
        gh("watch", "--compact"),
        gh("rerun", "--failed --debug|-d --job|-j="),
        gh("cancel", "--force"),
        gh("delete"),
        gh("download", "--name|-n= --dir|-D=:O --pattern|-p="),
      ],
    },
    {
      names: "workflow",
      options: "--repo|-R=",
      sub: [
        gh("list ls"),
        gh("view", "--web|-w --yaml|-y --ref|-r="),
        gh("run", "--field|-F= --raw-field|-f= --ref|-r= --json"),
        gh("enable"),
        gh("disable"),
      ],
    },
    {
      names: "api",
      options:
        "--hostname= --method|-X= --field|-F= --raw-field|-f= --header|-H= --input=:r --jq|-q= --template|-t= --preview|-p= --cache= --include|-i --paginate --slurp --silent --verbose",
      reader: "addresses",
    },
    {
      names: "auth",
      sub: [
        gh("login", "--hostname|-h= --web|-w --clipboard|-c --insecure-storage --scopes|-s="),
        gh("logout", "--hostname|-h="),
        gh("status", "--hostname|-h= --show-token|-t --active|-a"),
        gh("token", "--hostname|-h="),
        gh("refresh", "--hostname|-h= --scopes|-s= --remove-scopes|-r= --reset-scopes"),
        gh("setup-git", "--hostname|-h="),
        gh("switch", "--hostname|-h="),
        { names: "git-credential" },
      ],
    },
    {
      names: "alias",
      sub: [
        { names: "set", options: "--shell|-s --clobber", reader: "alias", wrapper: "deny-only" },
        { names: "list ls" },
        { names: "delete", options: "--all" },
        { names: "import", options: "--clobber", operands: "r" },
      ],
    },
    {
      names: "extension ext extensions",
      sub: [
        { names: "install", options: "--force --pin=", reader: "addresses" },
        { names: "exec", style: "stop" },
        { names: "upgrade", options: "--all --dry-run --force" },
        { names: "remove" },
        { names: "list ls" },
        { names: "create" },
        { names: "browse" },
        { names: "search", options: ghFlags },
      ],
    },
    {
      names: "secret",
      options: "--repo|-R=",
      sub: [
        gh("set", "--app|-a= --body|-b= --env-file|-f=:r --no-repos-selected --no-store --repos|-r="),
        gh("delete remove", "--app|-a="),
        gh("list ls", "--app|-a="),
      ],
    },
    {
      names: "variable",
      options: "--repo|-R=",
      sub: [gh("set", "--body|-b= --repos|-r="), gh("delete remove"), gh("list ls"), gh("get")],
    },
    {
      names: "gist",
      sub: [
        gh("create new", "--filename|-f= --desc|-d= --public|-p --web|-w"),
        gh("list ls"),
        gh("view", "--filename|-f= --raw|-r --web|-w --files"),
        gh("edit", "--add|-a=:r --filename|-f= --desc|-d= --remove|-r="),
        gh("delete"),
        gh("clone"),
        gh("rename"),
      ],
    },
    { names: "cache", sub: [gh("list ls", "--key|-k= --order|-O= --sort|-S="), gh("delete", "--all|-a")] },
    {
      names: "codespace cs",
      sub: [
        {
          names: "ssh",
          options:
            "--codespace|-c= --repo|-R= --repo-owner= --profile= --server-port= --config --debug|-d --debug-file=:o",
          operands: "s",
          style: "stop",
          wrapper: "deny-only",
        },
        ...[
          "create",
          "delete",
          "list ls",
          "code",
          "cp",
          "edit",
          "jupyter",
          "logs",
          "ports",
          "rebuild",
          "stop",
          "view",
        ].map((names) => gh(names, "--codespace|-c= --machine|-m= --recursive|-r --expand|-e")),
      ],
    },
    ...[
      "label",
      "org",
      "project",
      "search",
      "ruleset",
      "ssh-key",
      "gpg-key",
      "config",
      "browse",
      "status",
      "completion",
      "attestation",
      "preview",
      "copilot",
      "accessibility",
      "agent-task",
      "licenses",
      "help",
      "version",
    ].map((names) => gh(names)),
  ];

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
    {
      names: "aws",
      options: awsOptions,
      style: "everywhere",
      sub: [
        {
          names: "s3",
          sub: [
            ...["cp", "mv"].map((names): Row => ({ names, options: s3Options, reader: "objectCopy" })),
            { names: "sync", options: s3Options, reader: "objectCopy" },
            { names: "rm", options: s3Options },
            { names: "ls", options: s3Options },
            { names: "mb" },
            { names: "rb", options: s3Options },
            { names: "presign", options: s3Options },
            { names: "website", options: s3Options },
          ],
        },
      ],
    },
    {
      names: "sam cdk sls serverless copilot eb amplify",
      options:
        "--profile= --region|-r= --template|-t|--template-file=:r --config-file=:r --config-env= --stack-name= --stage|-s= --app|-a=:sh --context|-c= --output|-o= --parameters= --parameter-overrides= --require-approval= --role-arn= --capabilities= --s3-bucket= --config= --param= --function|-f= --data= --path|-p= --guided|-g --debug --verbose|-v --force|-f --all --exclusively|-e --hotswap --ci --yes|-y --no-rollback",
    },
    {
      names: "gcloud",
      options: gcloudGlobals,
      style: "everywhere",
      sub: [
        gcloudTree("compute"),
        { names: "alpha", sub: [gcloudTree("compute")] },
        { names: "beta", sub: [gcloudTree("compute")] },
        {
          names: "storage",
          sub: [
            ...["cp", "mv", "rsync"].map((names): Row => ({
              names,
              options:
                "--recursive|-r|-R --exclude|-x= --include-managed-folders --no-clobber|-n --manifest-path|-L=:o --content-type= --cache-control= --storage-class|-s= --delete-unmatched-destination-objects --continue-on-error",
              reader: "objectCopy",
            })),
            { names: "rm", options: "--recursive|-r|-R --all-versions|-a --continue-on-error" },
            { names: "ls" },
            { names: "cat" },
            { names: "du" },
            { names: "hash" },
            { names: "buckets" },
            { names: "objects" },
          ],
        },
      ],
    },
    {
      names: "gsutil",
      options: "-h= -o= -i= -u= -D -DD -m -q -s",
      sub: [
        ...["cp", "mv", "rsync"].map((names): Row => ({
          names,
          options: "-a= -c -D -e -I -J -j= -L=:o -n -p -P -r|-R -s= -U -v -z= -Z -d -i -x= -y= -C -m",
          reader: "objectCopy",
        })),
        ...[
          "ls",
          "cat",
          "rm",
          "mb",
          "rb",
          "acl",
          "iam",
          "du",
          "stat",
          "setmeta",
          "config",
          "version",
          "hash",
          "signurl",
          "notification",
          "lifecycle",
          "cors",
          "defacl",
          "web",
          "versioning",
          "update",
          "help",
        ].map((names): Row => ({ names, options: "-r|-R -a -l -L -h -p= -c= -b= -f -d -s= -m=" })),
      ],
    },
    {
      names: "bq",
      options:
        "--project_id= --dataset_id= --location= --format= --api=:u --bigqueryrc=:r --credential_file=:r --headless --quiet|-q --job_id= --sync",
    },
    { names: "az", options: azOptions },
    {
      names: "doctl hcloud linode-cli scw ibmcloud oci aliyun exo",
      options:
        "--access-token|-t= --api-url|-u=:u --config|-c=:r --config-file=:r --context= --output|-o= --http-retry-max= --profile|-p= --region|-r= --format|-f= --trace --verbose|-v --interactive --force|-f --quiet",
    },
    {
      names: "heroku",
      options: "--app|-a= --remote|-r= --team|-t= --json --help",
      sub: [
        {
          names: "run run:detached",
          options: "--app|-a= --remote|-r= --size|-s= --type= --env|-e= --exit-code|-x --no-tty --no-notify --listen",
          operands: "s",
          style: "stop",
          wrapper: "deny-only",
        },
        {
          names: "ps:exec",
          options: "--app|-a= --remote|-r= --dyno|-d= --ssh --status",
          operands: "s",
          style: "stop",
          wrapper: "deny-only",
        },
      ],
    },
    { names: "vercel now", options: `${deployOptions} --force|-f --debug|-d` },
    {
      names: "netlify ntl",
      options: `${deployOptions} --dir|-d= --functions|-f=`,
      sub: [{ ...runsInner("dev:exec"), options: "--context=" }],
    },
    {
      names: "flyctl fly",
      options:
        "--app|-a= --config|-c=:r --access-token|-t= --debug --verbose --org|-o= --region|-r= --image|-i= --dockerfile=:r --env|-e= --build-arg= --strategy= --vm-size= --remote-only --local-only --now --yes|-y --json|-j",
      style: "everywhere",
      sub: [
        {
          names: "ssh",
          sub: [
            {
              names: "console",
              options: "--command|-C=:sh --machine= --user|-u= --select|-s --pty",
              wrapper: "deny-only",
            },
            { names: "sftp" },
            { names: "issue" },
            { names: "log" },
            { names: "establish" },
          ],
        },
        { names: "machine machines m", sub: [{ names: "exec", operands: "- s", wrapper: "deny-only" }] },
      ],
    },
    {
      names: "wrangler",
      options:
        "--config|-c=:r --env|-e= --cwd=:cd --env-file=:r --name= --compatibility-date= --port= --ip= --var= --define= --alias= --routes= --route= --outdir=:O --log-level= --local-protocol= --persist-to=:O --command=:! --file=:r --remote --local --version|-v --help|-h",
    },
    {
      names: "firebase",
      options:
        "--project|-P= --account= --config|-c=:r --token= --only= --except= --message|-m= --json --debug --non-interactive|-i --interactive --version|-V --help|-h",
      style: "everywhere",
      sub: [
        {
          names: "emulators:exec",
          options: "--import=:r --export-on-exit?:O --inspect-functions? --ui",
          operands: "s",
          wrapper: "deny-only",
        },
      ],
    },
    {
      names: "railway render supabase neonctl planetscale pscale turso",
      options:
        "--project-id|-p= --project-ref= --environment|-e= --service|-s= --org= --region= --db-url= --workdir=:cd --schema= --output|-o= --json --debug --linked --local --yes|-y --help|-h",
      sub: [{ ...runsInner("run"), options: "--service|-s= --environment|-e= --project|-p=" }],
    },
    { names: "gh", options: "--help --version --repo|-R=", sub: ghSubs },
    {
      names: "glab",
      options: "--repo|-R= --group|-g= --help|-h --version|-v",
      style: "everywhere",
      sub: [
        {
          names: "api",
          options:
            "--method|-X= --field|-F= --raw-field|-f= --header|-H= --input=:r --hostname= --include|-i --paginate --silent",
          reader: "addresses",
        },
        {
          names: "alias",
          sub: [
            { names: "set", options: "--shell|-s", reader: "alias", wrapper: "deny-only" },
            { names: "list" },
            { names: "delete" },
          ],
        },
        ...[
          "mr",
          "issue",
          "repo project",
          "release",
          "ci pipe pipeline",
          "label",
          "variable var",
          "auth",
          "config",
          "snippet",
          "ssh-key",
          "user",
          "schedule",
          "cluster",
          "incident",
          "check-update",
          "completion",
          "version",
          "stack",
          "token",
          "iteration",
          "job",
          "securefile",
          "changelog",
          "deploy-key",
          "duo",
          "milestone",
          "runner-controller",
        ].map((names): Row => ({
          names,
          options:
            "--title|-t= --description|-d= --target-branch|-b= --source-branch|-s= --assignee|-a= --label|-l= --milestone|-m= --reviewer= --author= --state= --per-page|-P= --page|-p= --output|-F= --search= --message= --sha= --name|-n= --notes|-N= --notes-file=:r --ref|-r= --branch|-b= --variables= --hostname|-h= --token= --stdin --squash --rebase --draft --fill|-f --yes|-y --web|-w --push --remove-source-branch --force",
        })),
      ],
    },
    {
      names: "hub",
      options: "-C=:cd -c=:!,@ --exec-path?:@ --git-dir=:@ --work-tree=:@ --noop --no-pager --version",
      sub: [
        "api",
        "browse",
        "ci-status",
        "clone",
        "compare",
        "create",
        "delete",
        "fork",
        "gist",
        "issue",
        "pr",
        "pull-request",
        "release",
        "sync",
        "push",
        "pull",
        "fetch",
        "checkout",
        "merge",
        "remote",
        "init",
        "cherry-pick",
        "am",
        "apply",
        "submodule",
        "alias",
      ].map((names): Row => ({
        names,
        options:
          "-m|--message= -F|--file=:r -b|--base= -h|--head= -a|--assign= -l|--labels= -M|--milestone= -r|--reviewer= -d|--description= -i= -p|--push -f|--force -o|--browse -c|--copy --edit -e -X|--method= --field= --raw-field= -H|--header= --input=:r -t|--commitish= --draft --private",
      })),
    },
    { names: "tea fj", options: "--login|-l= --repo|-r= --remote|-R= --output|-o= --debug --help|-h" },
    {
      names: "svn",
      options:
        "--username= --password= --config-dir=:r,@ --config-option=:!,@ --non-interactive --no-auth-cache --trust-server-cert --trust-server-cert-failures= --password-from-stdin -q|--quiet -v|--verbose --version -h|--help",
      style: "everywhere",
      sub: [
        "checkout co",
        "commit ci",
        "update up",
        "add",
        "delete del remove rm",
        "status stat st",
        "diff di",
        "log",
        "info",
        "copy cp",
        "move mv rename ren",
        "merge",
        "switch sw",
        "revert",
        "resolve",
        "resolved",
        "cat",
        "list ls",
        "blame praise annotate ann",
        "cleanup",
        "export",
        "import",
        "lock",
        "unlock",
        "mkdir",
        "patch",
        "propset pset ps",
        "propget pget pg",
        "propdel pdel pd",
        "propedit pedit pe",
        "proplist plist pl",
        "relocate",
        "upgrade",
        "changelist cl",
        "mergeinfo",
        "auth",
      ].map((names): Row => ({
        names,
        options:
          "-r|--revision= -c|--change= -m|--message= -F|--file=:r -l|--limit= -N --depth= --set-depth= -x|--extensions= --diff-cmd=:x --diff3-cmd=:x --editor-cmd=:x --old= --new= --accept= --strip= --targets=:r --changelist|--cl= --encoding= --native-eol= --force --parents --dry-run --xml -g --stop-on-copy --ignore-externals -R|--recursive --keep-local --with-revprop= --show-item= --search=",
        reader: "addresses",
      })),
    },
    {
      names: "hg",
      options:
        "-R|--repository=:@ --cwd=:cd --config=:!,@ --encoding= --encodingmode= --color= --pager= --debugger -y|--noninteractive -q|--quiet -v|--verbose --debug --traceback --time --profile --version -h|--help --hidden",
      style: "everywhere",
      sub: [
        "clone",
        "commit ci",
        "push",
        "pull",
        "update up checkout co",
        "status st",
        "diff",
        "log history",
        "add",
        "remove rm",
        "rename move mv",
        "copy cp",
        "merge",
        "revert",
        "rollback",
        "branch",
        "branches",
        "bookmark bookmarks",
        "tag",
        "tags",
        "heads",
        "tip",
        "parents",
        "summary sum",
        "init",
        "incoming in",
        "outgoing out",
        "backout",
        "bisect",
        "bundle",
        "unbundle",
        "cat",
        "annotate blame",
        "archive",
        "export",
        "import patch",
        "forget",
        "addremove",
        "graft",
        "grep",
        "identify id",
        "locate",
        "files",
        "manifest",
        "paths",
        "phase",
        "purge clean",
        "rebase",
        "histedit",
        "strip",
        "shelve",
        "unshelve",
        "resolve",
        "root",
        "serve",
        "verify",
        "config showconfig debugconfig",
        "evolve",
        "amend",
        "help",
        "version",
      ].map((names): Row => ({
        names,
        options:
          "-r|--rev= -b|--branch= -B|--bookmark= -m|--message= -l|--logfile=:r -d|--date= -u|--user= -c|--change= -T|--template= -I|--include= -X|--exclude= -e|--ssh=:xs --remotecmd=:x -t|--tool=:x -o|--output=:o -p|--prefix= -f|--force --insecure -n|--dry-run -A|--addremove -C|--clean --close-branch --amend -a|--all --new-branch --command=:sh",
        reader: "addresses",
      })),
    },
  ];
}
