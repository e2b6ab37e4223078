import type { Row } from "../row.ts";

const composeGlobals =
  "--file|-f=:r --project-name|-p= --project-directory=:cd --profile= --env-file=:r --ansi= --parallel= --progress= --context|-c= --host|-H=:u,@ --log-level= --tlscacert=:r --tlscert=:r --tlskey=:r --all-resources --compatibility --dry-run --verbose --no-ansi --tls --tlsverify --version|-v --help|-h";

function composeSubs(): readonly Row[] {
  return [
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
}

/** `docker compose`, which stands below every engine. */
export function composeSub(): Row {
  return { names: "compose", options: composeGlobals, sub: composeSubs() };
}

/** Compose as a program of its own. */
export function composeRows(): readonly Row[] {
  return [{ names: "docker-compose podman-compose", options: composeGlobals, sub: composeSubs() }];
}
