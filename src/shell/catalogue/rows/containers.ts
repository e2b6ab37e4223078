import type { Row } from "../row.ts";

/** Containers and clusters. */
export function containerRows(): readonly Row[] {
  const engineGlobals = [
    "--config=:r,@ --context|-c=:@ --host|-H=:u,@ --log-level|-l= --tlscacert=:r --tlscert=:r --tlskey=:r --debug|-D --tls --tlsverify --version|-v --help",
    // podman
    "--connection=:@ --url=:u,@ --identity=:r --root=:O,@ --runroot=:O,@ --runtime=:x,@ --runtime-flag=:@ --conmon=:x,@ --network-cmd-path=:x,@ --hooks-dir=:r,@ --module=:r,@ --storage-driver= --storage-opt= --imagestore=:O --cgroup-manager= --events-backend= --network-config-dir=:r --out=:o --tmpdir=:O --volumepath=:O --default-mounts-file=:r --cpu-profile=:o --memory-profile=:o --registries-conf=:r --ssh= --remote|-r --noout --syslog --transient-store --trace",
  ].join(" ");

  const containerOptions = [
    "--add-host= --annotation= --attach|-a= --blkio-weight= --blkio-weight-device= --cap-add= --cap-drop= --cgroup-conf= --cgroup-parent= --cgroupns= --cgroups= --cidfile=:o --conmon-pidfile=:o --cpu-count= --cpu-percent= --cpu-period= --cpu-quota= --cpu-rt-period= --cpu-rt-runtime= --cpu-shares|-c= --cpus= --cpuset-cpus= --cpuset-mems=",
    "--detach-keys= --device= --device-cgroup-rule= --device-read-bps= --device-read-iops= --device-write-bps= --device-write-iops= --dns= --dns-opt|--dns-option= --dns-search= --domainname= --entrypoint= --env|-e= --env-file=:r --env-merge= --expose= --gidmap= --gpus= --group-add= --group-entry=",
    "--health-cmd= --health-interval= --health-retries= --health-start-interval= --health-start-period= --health-timeout= --hostname|-h= --hostuser= --image-volume= --init-path= --io-maxbandwidth= --io-maxiops= --ip= --ip6= --ipc= --isolation= --kernel-memory= --label|-l= --label-file=:r --link= --link-local-ip= --log-driver= --log-opt= --mac-address=",
    "--memory|-m= --memory-reservation= --memory-swap= --memory-swappiness= --mount= --name= --network|--net= --network-alias|--net-alias= --oom-score-adj= --passwd-entry= --personality= --pid= --pidfile=:o --pids-limit= --platform= --pod= --pod-id-file= --preserve-fds= --publish|-p= --pull= --rdt-class= --requires= --restart= --retry= --retry-delay= --rootfs?",
    "--runtime= --sdnotify= --seccomp-policy= --secret= --security-opt= --shm-size= --shm-size-systemd= --stop-signal= --stop-timeout= --storage-opt= --subgidname= --subuidname= --sysctl= --systemd= --timeout= --tmpfs= --tz= --uidmap= --ulimit= --umask= --unsetenv= --user|-u= --userns= --uts= --variant= --volume|-v= --volume-driver= --volumes-from= --workdir|-w= --arch= --os= --authfile=:r --creds= --decryption-key= --chrootdirs= --hosts-file=",
    "--detach|-d --disable-content-trust --help --init --interactive|-i --tty|-t --no-healthcheck --oom-kill-disable --privileged --publish-all|-P --quiet|-q --read-only --replace --rm --sig-proxy --use-api-socket --passwd --http-proxy --env-host --no-hosts --tls-verify --rmi",
  ].join(" ");

  const execOptions =
    "--detach|-d --detach-keys= --env|-e= --env-file=:r --interactive|-i --tty|-t --privileged --user|-u= --workdir|-w= --latest|-l --preserve-fds= --cidfile=:r --no-session";

  const buildOptions = [
    "--add-host= --allow= --annotation= --attest= --build-arg= --build-context= --builder= --cache-from= --cache-to= --call= --cgroup-parent= --cpu-period= --cpu-quota= --cpu-shares|-c= --cpuset-cpus= --cpuset-mems= --file|-f=:r --iidfile=:o --isolation= --label= --memory|-m= --memory-swap= --metadata-file=:o --network= --no-cache-filter= --output|-o= --platform= --policy= --progress= --provenance= --sbom= --secret= --security-opt= --shm-size= --ssh= --tag|-t= --target= --ulimit=",
    "--authfile=:r --creds= --ignorefile=:r --logfile=:o --manifest= --os= --arch= --variant= --volume|-v= --userns= --cap-add= --cap-drop= --cert-dir=:r --env= --format= --from= --isolation= --jobs= --layers --sign-by= --squash --pull? --no-cache --quiet|-q --rm --force-rm --load --push --compress --check|-D --disable-content-trust --tls-verify",
  ].join(" ");

  const containerRun: Row = {
    names: "run",
    options: containerOptions,
    style: "stop",
    wrapper: "deny-only",
    reader: "container",
  };
  const containerCreate: Row = { ...containerRun, names: "create" };
  const containerExec: Row = {
    names: "exec",
    options: execOptions,
    operands: "- c",
    style: "stop",
    wrapper: "deny-only",
  };
  const containerCopy: Row = {
    names: "cp",
    options: "--archive|-a --follow-link|-L --quiet|-q --overwrite --pause",
    reader: "containerCopy",
  };
  const imageBuild: Row = { names: "build", options: buildOptions, operands: "r", reader: "addresses" };
  const remove: Row = {
    names: "rm remove",
    options: "--force|-f --link|-l --volumes|-v --all|-a --time|-t= --cidfile=:r --ignore|-i --depend --filter=",
  };
  const listing =
    "--all|-a --filter|-f= --format= --last|-n= --latest|-l --no-trunc --quiet|-q --size|-s --digests --tree --sort= --watch|-w= --pod|-p --namespace --noheading --sync";
  const stopping = "--signal|-s= --time|-t|--timeout= --all|-a --latest|-l --ignore|-i --cidfile=:r --filter|-f=";
  const logsOptions = "--details --follow|-f --since= --tail|-n= --timestamps|-t --until= --names --latest|-l --color";
  const pushPull =
    "--all-tags|-a --disable-content-trust --platform= --quiet|-q --authfile=:r --creds= --cert-dir=:r --compression-format= --compression-level= --digestfile=:o --format|-f= --sign-by= --tls-verify --arch= --os= --variant= --retry= --retry-delay= --decryption-key= --encryption-key=";

  /** Sub-commands that stand both at the top and under `container` or `image`. */
  const containerSubs: readonly Row[] = [
    containerRun,
    containerCreate,
    containerExec,
    containerCopy,
    remove,
    { names: "attach", options: "--detach-keys= --no-stdin --sig-proxy --latest|-l" },
    {
      names: "commit",
      options:
        "--author|-a= --change|-c= --message|-m= --pause|-p --format|-f= --iidfile=:o --include-volumes --squash|-s --config= --quiet|-q",
    },
    { names: "diff", options: "--format= --latest|-l" },
    { names: "export", options: "--output|-o=:o" },
    { names: "inspect", options: "--format|-f= --size|-s --type= --latest|-l" },
    { names: "kill", options: stopping },
    { names: "logs", options: logsOptions },
    { names: "ps ls list", options: listing },
    { names: "pause", options: "--all|-a" },
    { names: "unpause", options: "--all|-a" },
    { names: "port" },
    { names: "rename" },
    { names: "restart", options: stopping },
    {
      names: "start",
      options:
        "--attach|-a --checkpoint= --checkpoint-dir= --detach-keys= --interactive|-i --latest|-l --all --sig-proxy --filter|-f=",
    },
    { names: "stats", options: "--all|-a --format= --no-stream --no-trunc --no-reset --interval|-i=" },
    { names: "stop", options: stopping },
    { names: "top" },
    { names: "update", options: containerOptions },
    { names: "wait", options: "--condition= --interval|-i= --latest|-l" },
    { names: "prune", options: "--force|-f --filter=" },
    { names: "mount" },
    { names: "unmount umount" },
    { names: "checkpoint" },
    { names: "restore" },
    { names: "runlabel" },
    { names: "init" },
    { names: "exists" },
  ];

  const imageSubs: readonly Row[] = [
    imageBuild,
    { names: "history", options: "--format= --human|-H --no-trunc --quiet|-q --platform=" },
    {
      names: "import",
      options: "--change|-c= --message|-m= --platform= --arch= --os= --variant= --quiet|-q",
      reader: "addresses",
    },
    { names: "load", options: "--input|-i=:r --platform= --quiet|-q" },
    { names: "save", options: "--output|-o=:o --platform= --format= --compress --multi-image-archive|-m --quiet|-q" },
    { names: "pull", options: pushPull },
    { names: "push", options: pushPull },
    { names: "tag" },
    { names: "untag" },
  ];

  const composeGlobals =
    "--file|-f=:r --project-name|-p= --project-directory=:cd --profile= --env-file=:r --ansi= --parallel= --progress= --context|-c= --host|-H=:u,@ --log-level= --tlscacert=:r --tlscert=:r --tlskey=:r --all-resources --compatibility --dry-run --verbose --no-ansi --tls --tlsverify --version|-v --help|-h";

  const composeSubs: readonly Row[] = [
    {
      names: "run",
      options:
        "--build --cap-add= --cap-drop= --detach|-d --entrypoint= --env|-e= --env-from-file=:r --interactive|-i --label|-l= --name= --no-TTY|-T --no-deps --publish|-p= --pull= --quiet|-q --quiet-build --quiet-pull --remove-orphans --rm --service-ports|-P --use-aliases --user|-u= --volume|-v= --workdir|-w=",
      style: "stop",
      wrapper: "deny-only",
      reader: "container",
    },
    {
      names: "exec",
      options:
        "--detach|-d --env|-e= --index= --interactive|-i --no-TTY|-T --privileged --tty|-t --user|-u= --workdir|-w=",
      operands: "- c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "up",
      options:
        "--abort-on-container-exit --abort-on-container-failure --always-recreate-deps --attach= --attach-dependencies --build --detach|-d --exit-code-from= --force-recreate --menu --no-attach= --no-build --no-color --no-deps --no-log-prefix --no-recreate --no-start --pull= --quiet-build --quiet-pull --remove-orphans --renew-anon-volumes|-V --scale= --timeout|-t= --timestamps --wait --wait-timeout= --watch|-w --yes|-y",
    },
    { names: "down", options: "--remove-orphans --rmi= --timeout|-t= --volumes|-v" },
    {
      names: "build",
      options:
        "--build-arg= --builder= --check --memory|-m= --no-cache --print --provenance= --pull --push --quiet|-q --sbom= --ssh= --with-dependencies",
    },
    { names: "rm", options: "--force|-f --stop|-s --volumes|-v" },
    { names: "cp", options: "--all --archive|-a --follow-link|-L --index=", reader: "containerCopy" },
    {
      names: "logs",
      options: "--follow|-f --index= --no-color --no-log-prefix --since= --tail|-n= --timestamps|-t --until=",
    },
    { names: "ps", options: "--all|-a --filter= --format= --no-trunc --orphans --quiet|-q --services --status=" },
    {
      names: "config convert",
      options:
        "--environment --format= --hash= --images --lock-image-digests --no-consistency --no-env-resolution --no-interpolate --no-normalize --no-path-resolution --output|-o=:o --profiles --quiet|-q --resolve-image-digests --services --variables --volumes",
    },
    ...[
      "create",
      "events",
      "images",
      "kill",
      "ls",
      "pause",
      "port",
      "pull",
      "push",
      "restart",
      "scale",
      "start",
      "stats",
      "stop",
      "top",
      "unpause",
      "version",
      "volumes",
      "wait",
      "watch",
      "attach",
      "commit",
      "export",
      "publish",
      "bridge",
    ].map((names): Row => ({
      names,
      options:
        "--timeout|-t= --signal|-s= --index= --protocol= --filter= --format= --policy= --output|-o=:o --no-deps --remove-orphans --quiet|-q --all|-a --force|-f",
    })),
  ];

  const compose: Row = { names: "compose", options: composeGlobals, sub: composeSubs };

  const groupSubs = [
    "create",
    "inspect",
    "ls list",
    "prune",
    "rm remove",
    "connect",
    "disconnect",
    "use",
    "update",
    "export",
    "import",
    "show",
    "exists",
    "reload",
  ].map((names): Row => ({
    names,
    options:
      "--driver|-d= --opt|-o= --label= --subnet= --gateway= --ip-range= --aux-address= --ipam-driver= --ipam-opt= --scope= --filter|-f= --format= --name= --description= --docker= --from= --ip= --ip6= --link= --alias= --type= --sharing= --force --attachable --ingress --internal --ipv6 --quiet|-q --all|-a --size --no-trunc",
  }));

  const engineSubs: readonly Row[] = [
    compose,
    ...containerSubs.filter(({ names }) => names !== "prune" && names !== "exists"),
    ...imageSubs,
    { names: "images", options: listing },
    { names: "rmi", options: "--force|-f --no-prune --platform= --all|-a --ignore|-i" },
    {
      names: "login",
      options:
        "--username|-u= --password|-p= --password-stdin --authfile=:o --cert-dir=:r --tls-verify --get-login --verbose|-v --compat-auth-file=:o --secret=",
    },
    { names: "logout", options: "--authfile=:o --all|-a" },
    { names: "search", options: "--filter|-f= --format= --limit= --no-trunc --list-tags --authfile=:r" },
    { names: "version", options: "--format|-f=" },
    { names: "info", options: "--format|-f=" },
    { names: "events", options: "--filter|-f= --format= --since= --until=" },
    { names: "container", sub: containerSubs },
    {
      names: "image",
      sub: [
        ...imageSubs,
        remove,
        { names: "ls list", options: listing },
        { names: "inspect", options: "--format|-f= --platform=" },
        { names: "prune", options: "--all|-a --filter= --force|-f" },
        { names: "sign" },
        { names: "trust" },
        { names: "scp" },
        { names: "mount" },
        { names: "exists" },
      ],
    },
    {
      names: "system",
      sub: [
        { names: "prune", options: "--all|-a --filter= --force|-f --volumes" },
        { names: "df", options: "--format= --verbose|-v" },
        { names: "info", options: "--format|-f=" },
        { names: "events", options: "--filter|-f= --format= --since= --until=" },
        { names: "dial-stdio" },
        { names: "reset", options: "--force|-f" },
        { names: "service" },
        { names: "migrate" },
        { names: "renumber" },
        { names: "connection" },
      ],
    },
    { names: "volume", sub: groupSubs },
    { names: "network", sub: groupSubs },
    { names: "context", sub: groupSubs },
    { names: "config", sub: groupSubs },
    { names: "secret", sub: groupSubs },
    {
      names: "buildx",
      options: "--builder= --debug|-D",
      sub: [
        imageBuild,
        { names: "bake f", options: `${buildOptions} --set= --print` },
        {
          names: "create",
          options:
            "--append --bootstrap --buildkitd-config|--config=:r --buildkitd-flags= --driver= --driver-opt= --leave --name= --node= --platform= --use",
        },
        ...[
          "inspect",
          "ls",
          "rm",
          "stop",
          "use",
          "prune",
          "du",
          "imagetools",
          "history",
          "version",
          "dial-stdio",
          "debug",
          "policy",
        ].map((names): Row => ({
          names,
          options:
            "--filter= --format= --all|-a --all-inactive --force|-f --keep-state --keep-daemon --keep-storage= --bootstrap --default --global",
        })),
      ],
    },
    {
      names: "builder",
      sub: [imageBuild, { names: "prune", options: "--all|-a --filter= --force|-f --keep-storage=" }],
    },
    {
      names: "manifest",
      sub: ["create", "annotate", "inspect", "push", "rm", "add", "remove", "exists"].map((names): Row => ({
        names,
        options:
          "--arch= --os= --os-version= --os-features= --variant= --amend|-a --insecure --purge|-p --verbose|-v --all",
      })),
    },
    {
      names: "plugin",
      sub: ["create", "disable", "enable", "inspect", "install", "ls list", "push", "rm remove", "set", "upgrade"].map(
        (names): Row => ({ names, options: "--alias= --grant-all-permissions --disable --force|-f --timeout=" }),
      ),
    },
    {
      names: "swarm",
      sub: ["ca", "init", "join", "join-token", "leave", "unlock", "unlock-key", "update"].map((names): Row => ({
        names,
        options:
          "--advertise-addr= --listen-addr= --token= --availability= --data-path-addr= --autolock --force|-f --rotate --quiet|-q",
      })),
    },
    {
      names: "service",
      sub: ["create", "inspect", "logs", "ls list", "ps", "rm remove", "rollback", "scale", "update"].map(
        (names): Row => ({ names, options: containerOptions }),
      ),
    },
    {
      names: "stack",
      sub: ["config", "deploy up", "ls list", "ps", "rm remove down", "services"].map((names): Row => ({
        names,
        options:
          "--compose-file|-c=:r --orchestrator= --resolve-image= --filter|-f= --format= --prune --with-registry-auth --detach|-d --quiet|-q",
      })),
    },
    {
      names: "node",
      sub: ["demote", "inspect", "ls list", "promote", "ps", "rm remove", "update"].map((names): Row => ({
        names,
        options: "--availability= --label-add= --label-rm= --role= --filter|-f= --format= --force --pretty",
      })),
    },
    {
      names: "scout",
      sub: ["cves", "quickview", "compare", "recommendations", "sbom", "cache", "policy", "repo", "environment"].map(
        (names): Row => ({
          names,
          options: "--format= --output|-o=:o --only-severity= --platform= --ref= --org= --to= --exit-code|-e",
        }),
      ),
    },
    {
      names: "machine",
      sub: ["init", "start", "stop", "rm", "ls list", "ssh", "inspect", "set", "info", "os", "reset"].map(
        (names): Row => ({ names }),
      ),
    },
    {
      names: "pod",
      sub: [
        { ...containerCreate, wrapper: "deny-only" },
        ...[
          "ps ls list",
          "rm",
          "start",
          "stop",
          "kill",
          "logs",
          "inspect",
          "pause",
          "unpause",
          "prune",
          "restart",
          "stats",
          "top",
          "exists",
          "clone",
        ].map((names): Row => ({ names, options: listing })),
      ],
    },
    {
      names: "kube",
      sub: [
        {
          names: "play",
          options:
            "--annotation= --authfile=:r --build --configmap=:r --context-dir=:r --creds= --down --network= --start --replace",
          operands: "r",
        },
        { names: "down", operands: "r" },
        { names: "generate", options: "--filename|-f=:o --service|-s --type|-t=" },
        { names: "apply", options: "--file|-f=:r --kubeconfig=:r" },
      ],
    },
    {
      names: "generate",
      sub: [
        { names: "systemd", options: "--files|-f --name|-n --new --restart-policy= --time|-t=" },
        { names: "kube", options: "--filename|-f=:o --service|-s" },
        { names: "spec" },
      ],
    },
    { names: "unshare", options: "--rootless-netns", operands: "c", style: "stop", wrapper: "deny-only" },
    { names: "trust" },
    { names: "model" },
    { names: "mcp" },
    { names: "sandbox" },
    { names: "debug", options: "--command|-c=:sh --shell= --host", wrapper: "deny-only" },
    { names: "help" },
  ];

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
    { names: "docker podman nerdctl finch", options: engineGlobals, sub: engineSubs },
    { names: "docker-compose podman-compose", options: composeGlobals, reader: "synonym", sub: composeSubs },
    {
      names: "buildah",
      options:
        "--root=:O,@ --runroot=:O,@ --storage-driver= --storage-opt= --log-level= --registries-conf=:r --userns-uid-map= --userns-gid-map= --cgroup-manager= --version|-v --help|-h",
      sub: [
        { names: "run", options: containerOptions, operands: "- c", style: "stop", wrapper: "deny-only" },
        { ...imageBuild, names: "build bud build-using-dockerfile" },
        { names: "unshare", options: "--mount|-m=", operands: "c", style: "stop", wrapper: "deny-only" },
        { names: "from", options: containerOptions },
        { names: "copy", operands: "- r* -" },
        { names: "add", operands: "- r* -" },
        { names: "push", options: pushPull },
        { names: "pull", options: pushPull },
        ...[
          "commit",
          "config",
          "containers",
          "images",
          "inspect",
          "info",
          "login",
          "logout",
          "manifest",
          "mount",
          "umount unmount",
          "prune",
          "rename",
          "rm delete",
          "rmi",
          "tag",
          "version",
        ].map((names): Row => ({
          names,
          options:
            "--all|-a --force|-f --format= --quiet|-q --filter= --rm --squash --cmd= --entrypoint= --env|-e= --label|-l= --port|-p= --user|-u= --workingdir= --author= --username|-u= --password|-p=",
        })),
      ],
    },
    {
      names: "skopeo",
      options:
        "--command-timeout= --override-arch= --override-os= --override-variant= --policy=:r --registries.d=:r --tmpdir=:O --user-agent-prefix= --debug --insecure-policy",
      sub: [
        "copy",
        "sync",
        "delete",
        "inspect",
        "list-tags",
        "login",
        "logout",
        "manifest-digest",
        "standalone-sign",
        "standalone-verify",
      ].map((names): Row => ({
        names,
        options:
          "--src-creds= --dest-creds= --creds= --authfile=:r --src-tls-verify? --dest-tls-verify? --format|-f= --all|-a --dest|-d= --src|-s= --raw --config --username|-u= --password|-p=",
        reader: "addresses",
      })),
    },
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
    {
      names: "minikube",
      options:
        "--profile|-p= --bootstrapper|-b= --alsologtostderr --log_dir=:O --log_file=:o --logtostderr --rootless --skip-audit --user= --v|-v= --vmodule=",
      style: "everywhere",
      sub: [
        { names: "kubectl", operands: "-*", style: "stop", wrapper: "deny-only", reader: "synonym" },
        { names: "ssh", options: "--native-ssh --node|-n=", operands: "s", style: "stop", wrapper: "deny-only" },
        { names: "cp", operands: "r -" },
        { names: "mount", operands: "R" },
        ...[
          "start",
          "stop",
          "delete",
          "status",
          "dashboard",
          "pause",
          "unpause",
          "addons",
          "config",
          "service",
          "tunnel",
          "image",
          "node",
          "ip",
          "logs",
          "profile",
          "update-context",
          "docker-env",
          "podman-env",
          "cache",
          "version",
          "ssh-key",
          "ssh-host",
        ].map((names): Row => ({
          names,
          options:
            "--driver|--vm-driver= --cpus= --memory= --nodes|-n= --kubernetes-version= --container-runtime= --disk-size= --addons= --cni= --extra-config= --network= --mount-string= --url --namespace= --format|-f= --output|-o= --file= --all --purge --force",
        })),
      ],
    },
    {
      names: "kind k3d",
      options: "--verbosity|-v= --quiet|-q --verbose --trace --timestamps",
      sub: [
        "create",
        "delete",
        "get",
        "export",
        "load",
        "build",
        "cluster",
        "node",
        "kubeconfig",
        "image",
        "registry",
        "config",
        "version",
        "completion",
      ].map((names): Row => ({
        names,
        options:
          "--name|-n= --config|-c=:r --image|-i= --kubeconfig=:o --wait? --agents|-a= --servers|-s= --port|-p= --volume|-v= --env|-e= --k3s-arg= --api-port= --network= --output|-o=:o --all --retain",
      })),
    },
    {
      names: "skaffold tilt",
      options:
        "--filename|-f=:r --profile|-p= --namespace|-n= --kubeconfig=:r --kube-context|--context= --default-repo|-d= --verbosity|-v= --color= --port= --host= --tail --cache-artifacts",
      style: "everywhere",
      sub: [
        "dev",
        "run",
        "build",
        "deploy",
        "delete",
        "render",
        "debug",
        "test",
        "init",
        "up",
        "down",
        "ci",
        "trigger",
        "args",
        "get",
        "logs",
        "fix",
        "apply",
        "verify",
        "diagnose",
        "version",
        "config",
      ].map((names): Row => ({ names })),
    },
    {
      names: "argocd flux istioctl linkerd",
      options:
        "--server=:u --auth-token= --config=:r --kubeconfig=:r --context|--kube-context= --namespace|-n= --core --grpc-web --insecure --plaintext --header|-H= --client-crt=:r --client-crt-key=:r --timeout= --verbose",
    },
    {
      names: "ctr crictl",
      options:
        "--address|-a= --namespace|-n= --timeout= --connect-timeout= --debug --runtime-endpoint|-r= --image-endpoint|-i= --config|-c=:r",
    },
    {
      names: "hadolint",
      options:
        "-c|--config=:r --file-path-in-report= --no-fail --no-color -V|--verbose -f|--format= --error= --warning= --info= --style= --ignore= --trusted-registry= --require-label= --strict-labels --disable-ignore-pragma -t|--failure-threshold=",
      operands: "r*",
    },
    {
      names: "dive trivy grype syft cosign",
      options:
        "--config|-c=:r --output|-o= --format|-f= --severity|-s= --cache-dir=:O --timeout= --scanners= --ignorefile=:r --exit-code= --source= --ci-config=:r --key=:r --ci --quiet|-q --debug|-d",
    },
  ];
}
