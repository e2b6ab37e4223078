import type { Row } from "../row.ts";

/** Package managers of Linux distributions. */
export function distributionPackageRows(): readonly Row[] {
  const aptOptions =
    "-o|--option=:@ -c|--config-file=:r,@ -t|--target-release|--default-release= --host-architecture= -P|--build-profiles= --color? --planner= --solver= -y|--yes|--assume-yes --assume-no -q|--quiet -s|--simulate|--just-print|--dry-run|--recon|--no-act -d|--download-only -f|--fix-broken -m|--ignore-missing|--fix-missing -u|--show-upgraded -V|--verbose-versions -b|--compile|--build --no-download --ignore-hold --with-new-pkgs --no-upgrade --only-upgrade --allow-downgrades --allow-remove-essential --allow-change-held-packages --force-yes --print-uris --purge --reinstall --list-cleanup --trivial-only --no-remove --auto-remove|--autoremove --only-source --diff-only --dsc-only --tar-only --arch-only --indep-only --allow-unauthenticated --no-allow-insecure-repositories --install-recommends --install-suggests --show-progress --with-source=:r -a|--all-versions --installed --upgradable --version -v -h|--help";

  const apt = (names: string): Row => ({ names, operands: "g*" });

  const rpmFamily =
    "-c|--config=:r,@ -d|--debuglevel= -e|--errorlevel= -x|--exclude|--excludepkgs= -R|--randomwait= --enablerepo|--repo|--repoid|--enable-repo= --disablerepo|--disable-repo= --installroot=:O --releasever= --setopt=:@ --forcearch= --downloaddir|--destdir=:O --comment= --advisory|--advisories= --repofrompath= --disableplugin= --enableplugin= --color= --rpmverbosity= --nogpgcheck --no-gpgchecks --skip-broken --allowerasing -b|--best -y|--assumeyes --assumeno --downloadonly -q|--quiet -v|--verbose -C|--cacheonly --refresh --security --bugfix -4 -6 --showduplicates --version -h|--help";

  return [
    {
      names: "apt apt-get apt-cache aptitude apt-mark",
      options: aptOptions,
      style: "everywhere",
      reader: "aptHooks",
      sub: [
        ...["install", "reinstall", "build-dep"].map(apt),
        ...[
          "update",
          "upgrade",
          "dist-upgrade full-upgrade safe-upgrade",
          "remove",
          "purge",
          "autoremove auto-remove",
          "autopurge",
          "clean",
          "autoclean auto-clean",
          "source",
          "download",
          "changelog",
          "check",
          "dselect-upgrade",
          "indextargets",
          "list",
          "search",
          "show",
          "edit-sources",
          "policy",
          "depends",
          "rdepends",
          "showpkg",
          "showsrc",
          "madison",
          "hold",
          "unhold",
          "auto",
          "manual",
          "showhold",
          "showauto",
          "showmanual",
          "satisfy",
          "moo",
          "pkgnames",
          "stats",
          "unmet",
          "dump",
          "why",
        ].map((names): Row => ({ names })),
      ],
    },
    {
      names: "apt-key add-apt-repository apt-add-repository",
      options:
        "-y|--yes -r|--remove -s|--enable-source -c|--component= -p|--pocket= -n|--no-update -l|--list -P|--ppa= -C|--cloud= -U|--uri=:u -S|--sourceslist= --keyring=:m --keyserver=:u --recv-keys",
      reader: "addresses",
    },
    {
      names: "dpkg",
      options:
        "-i|--install -r|--remove -P|--purge -V|--verify? -l|--list -s|--status -L|--listfiles -S|--search -p|--print-avail -a|--pending -C|--audit? -b|--build -c|--contents -e|--control -f|--field -I|--info -x|--extract -X|--vextract -W|--show --unpack --configure --triggers-only --get-selections? --set-selections --clear-selections --update-avail? --merge-avail? --clear-avail --forget-old-unavail --compare-versions --add-architecture= --remove-architecture= --print-architecture --print-foreign-architectures --admindir=:O --instdir=:O --root=:O --log=:o --pre-invoke=:sh --post-invoke=:sh --status-logger=:sh --status-fd= --path-exclude= --path-include= --verify-format= --ignore-depends= --debug|-D= --abort-after= -R|--recursive -O|--selected-only -E|--skip-same-version -G|--refuse-downgrade -B|--auto-deconfigure --force? --no-force? --refuse? --no-act|--dry-run|--simulate --no-triggers --triggers --no-pager --robot",
      operands: "g*",
      style: "words",
    },
    {
      names: "dpkg-deb dpkg-query dpkg-reconfigure dpkg-divert dpkg-statoverride update-alternatives",
      options:
        "-f|--showformat= -p|--priority= -Z= -z= -S= --admindir=:O --root=:O --divert= --package= --add --remove --list --rename --install --set --auto --config --display --query --altdir=:O --log=:o -W|--show -l -s -L -x -X -c -b -I -e --fsys-tarfile",
    },
    {
      names: "yum dnf dnf5 microdnf tdnf",
      options: rpmFamily,
      style: "everywhere",
      sub: [
        ...["install", "localinstall", "reinstall", "upgrade update up", "downgrade", "builddep"].map(apt),
        ...[
          "remove erase rm",
          "autoremove",
          "check-update check-upgrade",
          "clean",
          "info",
          "list ls",
          "search se",
          "provides whatprovides prov",
          "repolist",
          "repoquery rq",
          "repoinfo",
          "group groups",
          "groupinstall",
          "groupremove",
          "history",
          "makecache mc",
          "mark",
          "module",
          "swap",
          "distro-sync dsync",
          "download",
          "config-manager",
          "copr",
          "deplist",
          "shell",
          "system-upgrade",
          "updateinfo",
          "versionlock",
          "needs-restarting",
          "check",
          "alias",
          "offline",
          "environment",
          "help",
        ].map((names): Row => ({ names })),
      ],
    },
    {
      names: "rpm",
      options:
        "-i|--install -U|--upgrade -F|--freshen -e|--erase -q|--query -V|--verify -K|--checksig --import -a|--all -f|--file -p|--package -l|--list -c|--configfiles -d|--docfiles -R|--requires --provides --scripts --changelog --info -s|--state --qf|--queryformat= -D|--define= --undefine= -E|--eval= --macros=:r --rcfile=:r --root|-r=:O --dbpath=:O --prefix=:O --relocate= --excludepath= --pipe=:sh --load=:r --whatprovides= --whatrequires= --initdb --rebuilddb --nodeps --force --noscripts --nosignature --nodigest --test --replacefiles --replacepkgs --oldpackage -h|--hash -v|--verbose --version",
      operands: "g*",
    },
    {
      names: "rpmbuild debuild dpkg-buildpackage mock makepkg abuild snapcraft",
      options:
        "-D|--define= -E|--eval= --target= --buildroot=:O --root|-r= --with= --without= --macros=:r -j|--jobs? -p=:r -d|--nodeps -s|--syncdeps -i|--install -f|--force -c|--clean --sign|-S --key|-k= --config=:r --pre-clean -us -uc -b -B -A -S -F -g -h -v",
    },
    {
      names: "pacman yay paru",
      options:
        "-b|--dbpath=:O -r|--root=:O --arch= --cachedir=:O --color= --config=:r,@ --gpgdir=:r --hookdir=:r,@ --logfile=:o --sysroot=:O -o|--owns --assume-installed= --ignore= --ignoregroup= --overwrite= --print-format= --asdeps --asexplicit -D|--database -Q|--query -R|--remove -S|--sync -T|--deptest -U|--upgrade -F|--files -y|--refresh -u|--sysupgrade -c|--clean|--cascade -s|--search|--recursive -i|--info -l|--list -n|--nosave -d|--nodeps -w|--downloadonly -q|--quiet -v|--verbose --noconfirm --needed --dbonly --noscriptlet --disable-download-timeout",
      reader: "addresses",
    },
    {
      names: "apk",
      options:
        "-p|--root=:O -X|--repository=:u --keys-dir=:r --repositories-file=:r --cache-dir=:O --cache-max-age= --wait= --arch= --progress-fd= --timeout= -t|--virtual= -f|--force -i|--interactive -q|--quiet -U|--update-cache -u|--upgrade -l|--latest -a|--all -r|--recursive --no-cache --no-network --no-progress --no-scripts --allow-untrusted --purge --initdb --simulate|-s -v|--verbose -V|--version",
      style: "everywhere",
      sub: [
        apt("add"),
        ...[
          "del",
          "fix",
          "update",
          "upgrade",
          "info",
          "list",
          "search",
          "cache",
          "fetch",
          "index",
          "policy",
          "stats",
          "version",
          "verify",
          "manifest",
          "dot",
          "audit",
          "query",
        ].map((names): Row => ({ names })),
      ],
    },
    {
      names: "zypper",
      options:
        "-c|--config=:r,@ --userdata= -R|--root=:O --installroot=:O -D|--reposd-dir=:r -C|--cache-dir=:O --raw-cache-dir=:O --solv-cache-dir=:O --pkg-cache-dir=:O -p|--plus-repo=:u --plus-content= --releasever= -n|--non-interactive --non-interactive-include-reboot-patches --gpg-auto-import-keys --no-gpg-checks --no-refresh --no-cd --no-remote -q|--quiet -v|--verbose -x|--xmlout -A|--no-abbrev -s|--table-style= -i|--ignore-unknown",
      sub: [
        ...["install in", "update up"].map(apt),
        ...[
          "remove rm",
          "patch",
          "dist-upgrade dup",
          "refresh ref",
          "search se",
          "info if",
          "repos lr",
          "addrepo ar",
          "removerepo rr",
          "modifyrepo mr",
          "renamerepo nr",
          "verify ve",
          "clean cc",
          "lock al",
          "locks ll",
          "removelock rl",
          "services ls",
          "list-updates lu",
          "list-patches lp",
          "packages pa",
          "patterns pt",
          "products pd",
          "what-provides wp",
          "source-install si",
          "ps",
          "download",
          "install-new-recommends inr",
          "refresh-services refs",
          "shell sh",
        ].map((names): Row => ({
          names,
          options:
            "--from= --repo|-r= --type|-t= --name= --force|-f --no-confirm|-y --auto-agree-with-licenses|-l --dry-run|-D --clean-deps|-u",
          reader: "addresses",
        })),
      ],
    },
  ];
}
