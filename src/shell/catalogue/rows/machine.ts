import type { Row } from "../row.ts";

/** Processes, disks, binaries, the terminal. */
export function machineRows(): readonly Row[] {
  return [
    {
      names: "ps",
      options:
        "-A -a -C= -c -d -e -E -F -f|--forest -G= -g= -H -h -j -L -l -M -m -N -n= -O= -o|--format= -P -p|--pid= -q= -s= -T -t= -U= -u|--user= -V|--version -W -w -x -X -y -Z --sort= --ppid= --headers --no-headers --width= --cols= --help? --group= --Group= --User= --sid= --tty= --info",
    },
    {
      names: "pgrep pidof pidwait",
      options:
        "-a|--list-full -c|--count -d|--delimiter= -e -f|--full -F|--pidfile=:r -g|--pgroup= -G|--group= -i|--ignore-case -l|--list-name -L|--logpidfile -n|--newest -o|--oldest -O|--older= -P|--parent= -r|--runstates= -s|--session= -t|--terminal= -u|--euid= -U|--uid= -v|--inverse -w -x|--exact --ns= --nslist= -h|--help -V|--version",
    },
    {
      names: "kill",
      options:
        "-s|-n|--signal= -q|--queue= -p|--pid -l|--list? -L|--table -a|--all --timeout== --verbose -h|--help -V|--version",
      reader: "kill",
      style: "stop",
    },
    {
      names: "pkill skill snice",
      options:
        "-s|--session= --signal= -q|--queue= -c|--count -e|--echo -f|--full -F|--pidfile=:r -g|--pgroup= -G|--group= -i|--ignore-case -L|--logpidfile -n|--newest -o|--oldest -O|--older= -P|--parent= -r|--runstates= -t|--terminal= -u|--euid= -U|--uid= -v|--inverse -x|--exact --ns= --nslist= -h|--help -V|--version",
      reader: "kill",
    },
    {
      names: "killall killall5",
      options:
        "-e|--exact -I|--ignore-case -g|--process-group -i|--interactive -l|--list -n|--ns= -o|--older-than= -q|--quiet -r|--regexp -s|--signal= -u|--user= -v|--verbose -V|--version -w|--wait -y|--younger-than= -Z|--context=",
      reader: "kill",
    },
    {
      names: "renice",
      options: "-n|--priority= -p|--pid -g|--pgrp -u|--user --relative= -h -V",
      dashOperands: "^-\\d",
    },
    { names: "top htop btop atop", options: "-b -c -d= -E= -e= -H -i -n= -O -o= -p= -S -s -U= -u= -w? -1 -h -v" },
    {
      names: "free",
      options:
        "-b|--bytes -k|--kibi -m|--mebi -g|--gibi --tebi --pebi --kilo --mega --giga -h|--human --si -l|--lohi -t|--total -s|--seconds= -c|--count= -w|--wide -L|--line -v|--committed --help -V",
    },
    {
      names: "vmstat iostat mpstat sar slabtop tload pmap pwdx w lsof fuser pstree",
      options: "-a -d -D= -i? -n -p= -P -u= -x -l -X -A -v -f -T -V -h -s -t -c -k -m",
    },
    {
      names: "dmesg",
      options:
        "-C|--clear -c|--read-clear -D|--console-off -E|--console-on -F|--file=:r -f|--facility= -H|--human -J|--json -k|--kernel -L|--color? -l|--level= -n|--console-level= -P|--nopager -p|--force-prefix -r|--raw -S|--syslog -s|--buffer-size= -u|--userspace -w|--follow -W|--follow-new -x|--decode -d|--show-delta -e|--reltime -T|--ctime -t|--notime --time-format= --since= --until= -h -V",
    },
    {
      names: "mount",
      options:
        "-a|--all -c -f|--fake -F|--fork -T|--fstab=:r -i -l -n -N|--namespace= -o|--options= -O|--test-opts= -r|--read-only -t|--types= -v -w -L|--label= -U|--uuid= -B|--bind -M|--move -R|--rbind --source= --target= --target-prefix= -h -V",
      operands: "m W",
    },
    {
      names: "umount",
      options: "-A -a|--all -c -d -f|--force -i -l|--lazy -n -N= -O= -q -R|--recursive -r -t= -v -h -V",
      operands: "W*",
      sameRoot: true,
    },
    {
      names: "mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mke2fs mkswap wipefs",
      options: "-t|--type= -L= -n= -m= -b= -U= -O= -E= -i= -I= -N= -j -v -a|--all -f|--force -q",
      operands: "w*",
    },
    {
      names:
        "fdisk sfdisk parted gdisk sgdisk cfdisk blkdiscard hdparm losetup swapon swapoff cryptsetup fsck e2fsck tune2fs resize2fs",
      operands: "m*",
    },
    {
      names: "lsblk blkid findmnt lscpu lspci lsusb lsmem lsns lslocks lsmod lsattr getfacl mountpoint fincore",
      options: "-a -b -d -f -i -J -l -n -o= -O -p -r -s -t -T -x= -h -V -m -P -R -v",
    },
    {
      names: "chattr setfacl setfattr setcap",
      options: "-R|--recursive -f -v= -p= -m|--modify= -M=:r -x|--remove= -X=:r -b|--remove-all -k -d -n= -r --set=",
      operands: "- W*",
      dashOperands: "^-[aAcCdDeFijmPsStTu]+$",
      sameRoot: true,
    },
    {
      names: "fallocate",
      options: "-c -d -i -l|--length= -n -o|--offset= -p|--punch-hole -v -x -z -h -V",
      operands: "w",
    },
    {
      names: "rename prename rename.ul",
      options: "-s|--symlink -n|--nono|--no-act:q -o|--no-overwrite -i -v -f -e=:!",
      operands: "- - m*",
      style: "dangerous",
    },
    { names: "logger", options: "-f|--file=:r -i -n|--server=:u -p|--priority= -P|--port= -t|--tag= -u= -s -T -d" },
    { names: "ldd", options: "-d -r -u -v --help --version", operands: "r*" },
    {
      names: "nm objdump readelf size addr2line c++filt",
      options:
        "-a -A -C -D -d -e= -f -g -h -j= -l -M= -n -o -p -r -s -S -t -T -u -v -W -w -x -V --section= --start-address= --stop-address= -m=",
      operands: "r*",
    },
    {
      names: "strip",
      options:
        "-o=:o,q -g|--strip-debug -s|--strip-all -S -d -x -X -p -K= -N= -R= -I= -O= -B= -j= --only-keep-debug --add-gnu-debuglink=:r --add-section= -v",
      operands: "m*",
    },
    {
      names:
        "ld.so ld-linux-x86-64.so.2 ld-linux.so.2 ld-linux-aarch64.so.1 ld-linux-armhf.so.3 ld-musl-x86_64.so.1 ld-musl-aarch64.so.1",
      options: "--library-path= --preload=:! --argv0= --inhibit-cache --inhibit-rpath= --audit=:! --list --verify",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    { names: "clear reset tput tset tabs setterm", options: "-x -T= -V" },
    {
      names: "xclip xsel pbcopy pbpaste wl-copy wl-paste",
      options: "-i -o -b -p -selection= -sel= -t= -d=",
      style: "words",
    },
    {
      names: "uuidgen mcookie",
      options: "-r|--random -t|--time -n|--namespace= -N|--name= -m|--md5 -s|--sha1 -f|--file=:r",
    },
    {
      names: "run-parts",
      options:
        "--test --list -v -d --report --reverse --exit-on-error --umask= -a|--arg= --regex= --lsbsysinit --new-session",
      operands: "u",
      style: "dangerous",
    },
    { names: "ts pv lolcat figlet cowsay", options: "-i -s= -m -L= -p -t -e -r -b -N= -q -f=" },
  ];
}
