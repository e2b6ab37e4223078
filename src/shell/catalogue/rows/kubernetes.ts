import type { Row } from "../row.ts";

/** Kubernetes and what describes its objects: kubectl, Helm, Kustomize. */
export function kubernetesRows(): readonly Row[] {
  const kubeGlobals = [
    "--as= --as-group= --as-uid= --as-user-extra= --cache-dir=:O --certificate-authority=:r --client-certificate=:r --client-key=:r --cluster= --context= --kubeconfig=:r --kuberc=:r --log-flush-frequency= --namespace|-n= --password= --profile= --profile-output=:o --request-timeout= --server|-s=:u --tls-server-name= --token= --user= --username= --v|-v= --vmodule=",
    "--disable-compression --insecure-skip-tls-verify --match-server-version --warnings-as-errors --help|-h",
  ].join(" ");

  const kubeFiles =
    "--filename|-f=:r --kustomize|-k=:r --selector|-l= --field-selector= --label-columns|-L= --output|-o= --template= --sort-by= --chunk-size= --container|-c= --field-manager= --dry-run? --cascade? --grace-period= --timeout= --prune-allowlist= --for= --type= --patch|-p= --patch-file=:r --replicas= --current-replicas= --resource-version= --overrides= --override-type= --subresource= --tail= --since= --since-time= --max-log-requests= --pod-running-timeout= --all|-a --all-namespaces|-A --force --now --recursive|-R --validate? --wait? --watch|-w --overwrite --prune --server-side --force-conflicts --ignore-not-found --local --list --follow|-F --previous --record --show-labels --no-headers --raw=";

  const kubeSubs: readonly Row[] = [
    {
      names: "exec",
      options: "--container|-c= --filename|-f=:r --pod-running-timeout= --quiet|-q --stdin|-i --tty|-t",
      operands: "- c",
      wrapper: "deny-only",
    },
    {
      names: "run",
      options: `${kubeFiles} --image= --env= --labels= --port= --restart= --annotations= --image-pull-policy= --command --rm --stdin|-i --tty|-t --attach --expose --privileged --quiet|-q`,
      operands: "- c",
      wrapper: "deny-only",
    },
    {
      names: "debug",
      options: `${kubeFiles} --image= --env= --copy-to= --target= --set-image= --image-pull-policy= --custom=:r --stdin|-i --tty|-t --attach --share-processes --replace --same-node --quiet|-q`,
      operands: "- c",
      wrapper: "deny-only",
    },
    { names: "cp", options: "--container|-c= --retries= --no-preserve", reader: "containerCopy" },
    {
      names: "logs log",
      options:
        `${kubeFiles} --follow|-f --previous|-p --timestamps --prefix --all-containers --ignore-errors --limit-bytes=`
          .replace("--filename|-f=:r ", "")
          .replace("--follow|-F", "")
          .replace("--patch|-p=", ""),
    },
    { names: "delete", options: kubeFiles },
    {
      names: "create",
      options: `${kubeFiles} --from-file= --from-literal= --from-env-file=:r --image= --docker-server= --docker-username= --docker-password= --docker-email= --cert=:r --key=:r --clusterrole= --role= --serviceaccount= --verb= --resource= --resource-name= --schedule= --tcp= --rule= --class= --hard= --scopes= --duration= --port= --edit --save-config`,
      reader: "addresses",
    },
    ...["apply", "replace", "diff", "kustomize"].map((names): Row => ({
      names,
      options: kubeFiles,
      reader: "addresses",
    })),
    ...[
      "get",
      "describe",
      "edit",
      "patch",
      "scale",
      "autoscale",
      "expose",
      "label",
      "annotate",
      "set",
      "rollout",
      "explain",
      "wait",
      "attach",
      "top",
      "cordon",
      "uncordon",
      "drain",
      "taint",
      "auth",
      "certificate",
      "cluster-info",
      "api-resources",
      "api-versions",
      "config",
      "version",
      "events",
      "proxy",
      "port-forward",
      "completion",
      "plugin",
      "options",
      "alpha",
      "krew",
    ].map((names): Row => ({
      names,
      options: `${kubeFiles} --api-version= --api-group= --verbs= --categories= --min= --max= --cpu-percent= --name= --port= --target-port= --protocol= --external-ip= --load-balancer-ip= --session-affinity= --cluster-ip= --address= --www= --www-prefix= --unix-socket= --api-prefix= --accept-hosts= --reject-paths= --to-revision= --revision= --pod-selector= --output-directory=:O --disable-eviction --delete-emptydir-data --ignore-daemonsets --minify --flatten --current --client`,
    })),
  ];

  const helmValues =
    "--values|-f= --set= --set-file= --set-json= --set-literal= --set-string= --version= --repo=:u --username= --password= --ca-file=:r --cert-file=:r --key-file=:r --keyring=:r --name-template= --description= --timeout= --labels|-l= --output|-o= --post-renderer=:x --post-renderer-args= --history-max= --api-versions|-a= --kube-version= --output-dir=:O --show-only|-s= --release-name --destination|-d=:O --untardir=:O --filter= --max|-m= --offset= --revision= --template= --app-version= --key= --passphrase-file=:r --cascade= --install|-i --atomic --wait --wait-for-jobs --dry-run? --debug --force --reuse-values --reset-values --reset-then-reuse-values --create-namespace --devel --dependency-update --disable-openapi-validation --no-hooks --skip-crds --skip-tests --verify --insecure-skip-tls-verify --plain-http --pass-credentials --generate-name|-g --replace --all --all-namespaces|-A --include-crds --validate --untar --keep-history --cleanup-on-fail --render-subchart-notes --enable-dns --strict --quiet";

  const helmRow: Row = {
    names: "helm",
    options:
      "--kube-apiserver=:u --kube-as-group= --kube-as-user= --kube-ca-file=:r --kube-context= --kube-tls-server-name= --kube-token= --kubeconfig=:r --namespace|-n= --registry-config=:r --repository-cache=:O --repository-config=:r --burst-limit= --qps= --color= --debug --kube-insecure-skip-tls-verify --help|-h",
    style: "everywhere",
    sub: [
      ...["install", "upgrade", "template", "lint", "pull fetch", "package", "show inspect", "get", "push"].map(
        (names): Row => ({ names, options: helmValues, reader: "addresses" }),
      ),
      ...[
        "uninstall delete del un",
        "list ls",
        "history hist",
        "rollback",
        "status",
        "test",
        "verify",
        "create",
        "dependency dep dependencies",
        "search",
        "version",
        "env",
        "completion",
      ].map((names): Row => ({ names, options: helmValues })),
      {
        names: "repo",
        sub: [
          { names: "add", options: `${helmValues} --force-update --no-update`, operands: "- h" },
          { names: "remove rm" },
          { names: "update up" },
          { names: "list ls" },
          { names: "index", options: "--merge=:r --url=" },
        ],
      },
      {
        names: "registry",
        sub: [
          {
            names: "login",
            options:
              "--username|-u= --password|-p= --password-stdin --ca-file=:r --cert-file=:r --key-file=:r --insecure",
            operands: "h",
          },
          { names: "logout", operands: "h" },
        ],
      },
      {
        names: "plugin",
        sub: [
          { names: "install add", options: "--version= --verify", reader: "addresses" },
          { names: "uninstall rm remove" },
          { names: "update up" },
          { names: "list ls" },
        ],
      },
    ],
  };

  return [
    { names: "kubectl oc kubecolor k3s-kubectl", options: kubeGlobals, style: "everywhere", sub: kubeSubs },
    helmRow,
    {
      names: "helmfile",
      options:
        "--file|-f=:r --environment|-e= --namespace|-n= --selector|-l= --kube-context= --kubeconfig=:r --helm-binary|-b=:x,@ --kustomize-binary|-k=:x,@ --state-values-file=:r --state-values-set= --log-level= --chart|-c= --quiet|-q --debug --interactive|-i",
      style: "everywhere",
      sub: [
        "apply",
        "sync",
        "diff",
        "destroy",
        "template",
        "lint",
        "list",
        "deps",
        "fetch",
        "status",
        "test",
        "repos",
        "init",
        "build",
        "version",
        "write-values",
        "show-dag",
      ].map((names): Row => ({
        names,
        options: "--args= --set= --values= --concurrency= --output-dir=:O --post-renderer=:x",
      })),
    },
    {
      names: "kustomize",
      sub: [
        {
          names: "build",
          options:
            "--output|-o=:o --env|-e= --mount= --network-name= --load-restrictor= --helm-command=:x --enable-helm --enable-alpha-plugins --enable-exec --reorder=",
          operands: "r",
          reader: "addresses",
        },
        { names: "edit" },
        {
          names: "create",
          options:
            "--resources= --namespace= --nameprefix= --namesuffix= --labels= --annotations= --autodetect --recursive",
        },
        { names: "cfg" },
        { names: "fn" },
        { names: "localize" },
        { names: "version" },
      ],
    },
  ];
}
