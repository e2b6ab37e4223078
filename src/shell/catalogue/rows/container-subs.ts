import type { Row } from "../row.ts";

/** Sub-commands and options that container engines and the tools beside them share: here, those of a new container. */
export const containerOptions = [
  "--add-host= --annotation= --attach|-a= --blkio-weight= --blkio-weight-device= --cap-add= --cap-drop= --cgroup-conf= --cgroup-parent= --cgroupns= --cgroups= --cidfile=:o --conmon-pidfile=:o --cpu-count= --cpu-percent= --cpu-period= --cpu-quota= --cpu-rt-period= --cpu-rt-runtime= --cpu-shares|-c= --cpus= --cpuset-cpus= --cpuset-mems=",
  "--detach-keys= --device= --device-cgroup-rule= --device-read-bps= --device-read-iops= --device-write-bps= --device-write-iops= --dns= --dns-opt|--dns-option= --dns-search= --domainname= --entrypoint= --env|-e= --env-file=:r --env-merge= --expose= --gidmap= --gpus= --group-add= --group-entry=",
  "--health-cmd= --health-interval= --health-retries= --health-start-interval= --health-start-period= --health-timeout= --hostname|-h= --hostuser= --image-volume= --init-path= --io-maxbandwidth= --io-maxiops= --ip= --ip6= --ipc= --isolation= --kernel-memory= --label|-l= --label-file=:r --link= --link-local-ip= --log-driver= --log-opt= --mac-address=",
  "--memory|-m= --memory-reservation= --memory-swap= --memory-swappiness= --mount= --name= --network|--net= --network-alias|--net-alias= --oom-score-adj= --passwd-entry= --personality= --pid= --pidfile=:o --pids-limit= --platform= --pod= --pod-id-file= --preserve-fds= --publish|-p= --pull= --rdt-class= --requires= --restart= --retry= --retry-delay= --rootfs?",
  "--runtime= --sdnotify= --seccomp-policy= --secret= --security-opt= --shm-size= --shm-size-systemd= --stop-signal= --stop-timeout= --storage-opt= --subgidname= --subuidname= --sysctl= --systemd= --timeout= --tmpfs= --tz= --uidmap= --ulimit= --umask= --unsetenv= --user|-u= --userns= --uts= --variant= --volume|-v= --volume-driver= --volumes-from= --workdir|-w= --arch= --os= --authfile=:r --creds= --decryption-key= --chrootdirs= --hosts-file=",
  "--detach|-d --disable-content-trust --help --init --interactive|-i --tty|-t --no-healthcheck --oom-kill-disable --privileged --publish-all|-P --quiet|-q --read-only --replace --rm --sig-proxy --use-api-socket --passwd --http-proxy --env-host --no-hosts --tls-verify --rmi",
].join(" ");

const execOptions =
  "--detach|-d --detach-keys= --env|-e= --env-file=:r --interactive|-i --tty|-t --privileged --user|-u= --workdir|-w= --latest|-l --preserve-fds= --cidfile=:r --no-session";

export const buildOptions = [
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
export const containerCreate: Row = { ...containerRun, names: "create" };
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
export const imageBuild: Row = { names: "build", options: buildOptions, operands: "r", reader: "addresses" };
export const remove: Row = {
  names: "rm remove",
  options: "--force|-f --link|-l --volumes|-v --all|-a --time|-t= --cidfile=:r --ignore|-i --depend --filter=",
};
export const listing =
  "--all|-a --filter|-f= --format= --last|-n= --latest|-l --no-trunc --quiet|-q --size|-s --digests --tree --sort= --watch|-w= --pod|-p --namespace --noheading --sync";
const stopping = "--signal|-s= --time|-t|--timeout= --all|-a --latest|-l --ignore|-i --cidfile=:r --filter|-f=";
const logsOptions = "--details --follow|-f --since= --tail|-n= --timestamps|-t --until= --names --latest|-l --color";
export const pushPull =
  "--all-tags|-a --disable-content-trust --platform= --quiet|-q --authfile=:r --creds= --cert-dir=:r --compression-format= --compression-level= --digestfile=:o --format|-f= --sign-by= --tls-verify --arch= --os= --variant= --retry= --retry-delay= --decryption-key= --encryption-key=";

/** Sub-commands that stand both at the top and under `container`. */
export function containerSubs(): readonly Row[] {
  return [
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
}

/** Sub-commands that stand both at the top and under `image`. */
export function imageSubs(): readonly Row[] {
  return [
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
}
