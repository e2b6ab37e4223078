import type { Row } from "../row.ts";
import { containerOptions, imageBuild, pushPull } from "./container-subs.ts";

/** What builds, copies, checks and runs container images without an engine. */
export function imageToolRows(): readonly Row[] {
  return [
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
