import type { Row } from "../row.ts";

/** Cloud providers and hosts of applications. */
export function cloudRows(): readonly Row[] {
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

  return [
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
  ];
}
