import type { Row } from "../row.ts";

/** Python itself, its notebooks, servers and frameworks. */
export function pythonRows(): readonly Row[] {
  const interpreter =
    "-c=:p -m=:p -W= -X= --check-hash-based-pycs= -b -B -d -E -i -I -O -OO -P -q -s -S -u -v -x -? -h|--help -V|--version --help-env --help-xoptions --help-all";

  return [
    {
      names: "python python3 python2 pypy pypy3 py",
      options: interpreter,
      operands: "u",
      style: "stop",
      reader: "pythonModule",
    },
    {
      names: "ipython ipython3",
      options:
        "-c=:p -m=:p --profile= --ipython-dir= --config=:r --ext= --colors= --logfile= --log-level= --matplotlib= --pylab= --gui= -i --no-banner --quick",
      operands: "u",
      style: "stop words",
    },
    {
      names: "jupyter",
      options: "--version -h|--help --config-dir --data-dir --runtime-dir --paths --json --debug",
      sub: [
        ...["notebook", "lab", "server", "console", "qtconsole"].map((names): Row => ({
          names,
          options:
            "--port= --ip= --config=:r --notebook-dir= --log-level= --kernel= --existing= --browser=:x --allow-root --no-browser -y --generate-config",
        })),
        {
          names: "nbconvert",
          options:
            "--to= --output=:o --output-dir=:O --config=:r --template= --execute --inplace --stdin --stdout --allow-errors --clear-output --no-input",
          operands: "r*",
        },
        { names: "execute", options: "--kernel_name= --timeout= --inplace --allow-errors", operands: "r*" },
        ...[
          "kernelspec",
          "labextension",
          "nbextension",
          "serverextension",
          "trust",
          "troubleshoot",
          "run",
          "kernel",
          "migrate",
          "bundlerextension",
        ].map((names): Row => ({ names })),
      ],
    },
    {
      names: "django-admin",
      options: "--settings= --pythonpath= --traceback --no-color --force-color --version",
      style: "everywhere",
      sub: [
        "runserver",
        "migrate",
        "makemigrations",
        "startproject",
        "startapp",
        "shell",
        "test",
        "flush",
        "check",
        "dbshell",
        "dumpdata",
        "loaddata",
        "collectstatic",
        "createsuperuser",
        "inspectdb",
        "showmigrations",
        "sqlmigrate",
        "sqlflush",
        "help",
      ].map((names): Row => ({ names, options: "--database= -c|--command= -v|--verbosity=" })),
    },
    {
      names: "flask",
      options: "-A|--app= -e|--env-file=:r --debug --version --help",
      sub: [
        {
          names: "run",
          options: "-h|--host= -p|--port= --cert=:r --key=:r --extra-files= --exclude-patterns= --reload --debugger",
        },
        { names: "shell" },
        { names: "routes" },
      ],
    },
    {
      names: "gunicorn uvicorn hypercorn daphne",
      options:
        "-b|--bind|--host= -p|--port= -w|--workers= -k|--worker-class= -c|--config=:r -t|--timeout= --uds= --fd= --chdir|--app-dir=:cd --reload --reload-dir= --env-file=:r --log-level= --log-config=:r --access-logfile=:o --error-logfile|--log-file=:o --ssl-keyfile|--keyfile=:r --ssl-certfile|--certfile=:r --root-path= --env|-e= --pid=:o --loop= --http= --ws= --lifespan= --proxy-headers --factory --preload -D|--daemon -n|--name= -u|--user= -g|--group=",
    },
    {
      names: "celery",
      options: "-A|--app= -b|--broker= --result-backend= --loader= --config= --workdir=:cd -C|--no-color -q|--quiet",
      sub: [
        "worker",
        "beat",
        "flower",
        "inspect",
        "control",
        "status",
        "purge",
        "call",
        "events",
        "multi",
        "result",
        "shell",
        "report",
      ].map((names): Row => ({
        names,
        options:
          "-l|--loglevel= -c|--concurrency= -P|--pool= -Q|--queues= -n|--hostname= -f|--logfile=:o --pidfile=:o -s|--schedule=",
      })),
    },
    {
      names: "alembic",
      options: "-c|--config=:r -n|--name= -x= --raiseerr -q|--quiet",
      sub: [
        "upgrade",
        "downgrade",
        "revision",
        "history",
        "current",
        "heads",
        "stamp",
        "merge",
        "init",
        "check",
        "branches",
        "show",
        "edit",
        "list_templates",
        "ensure_version",
      ].map((names): Row => ({
        names,
        options:
          "-m|--message= --head= --branch-label= --depends-on= --rev-id= --version-path= -r|--rev-range= -t|--template= --tag= --autogenerate --sql --splice",
      })),
    },
    {
      names: "sphinx-build",
      options:
        "-b|--builder= -M= -d|--doctree-dir=:O -c|--conf-dir=:r -D|--define= -A|--html-define= -t|--tag= -j|--jobs= -w|--warning-file=:o -a -E -n -q -Q -v -W -T -N",
      operands: "r W r*",
    },
    {
      names: "mkdocs",
      options: "-q|--quiet -v|--verbose -V|--version -h|--help",
      sub: ["serve", "build", "gh-deploy", "new", "get-deps"].map((names): Row => ({
        names,
        options:
          "-f|--config-file=:r -d|--site-dir=:O -a|--dev-addr= -t|--theme= -m|--message= -b|--remote-branch= -r|--remote-name= -w|--watch= -s|--strict -c|--clean",
      })),
    },
  ];
}
