import type { Row } from "../row.ts";
import { composeSub } from "./compose.ts";
import {
  buildOptions,
  containerCreate,
  containerOptions,
  containerSubs,
  imageBuild,
  imageSubs,
  listing,
  remove,
} from "./container-subs.ts";

/** Container engines: Docker, Podman and those alike. */
export function containerRows(): readonly Row[] {
  const engineGlobals = [
    "--config=:r,@ --context|-c=:@ --host|-H=:u,@ --log-level|-l= --tlscacert=:r --tlscert=:r --tlskey=:r --debug|-D --tls --tlsverify --version|-v --help",
    // podman
    "--connection=:@ --url=:u,@ --identity=:r --root=:O,@ --runroot=:O,@ --runtime=:x,@ --runtime-flag=:@ --conmon=:x,@ --network-cmd-path=:x,@ --hooks-dir=:r,@ --module=:r,@ --storage-driver= --storage-opt= --imagestore=:O --cgroup-manager= --events-backend= --network-config-dir=:r --out=:o --tmpdir=:O --volumepath=:O --default-mounts-file=:r --cpu-profile=:o --memory-profile=:o --registries-conf=:r --ssh= --remote|-r --noout --syslog --transient-store --trace",
  ].join(" ");

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
    composeSub(),
    ...containerSubs().filter(({ names }) => names !== "prune" && names !== "exists"),
    ...imageSubs(),
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
    { names: "container", sub: containerSubs() },
    {
      names: "image",
      sub: [
        ...imageSubs(),
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

  return [{ names: "docker podman nerdctl finch", options: engineGlobals, sub: engineSubs }];
}
