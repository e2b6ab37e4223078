import type { Row } from "../row.ts";

/** Local clusters and what delivers to clusters. */
export function clusterRows(): readonly Row[] {
  return [
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
  ];
}
