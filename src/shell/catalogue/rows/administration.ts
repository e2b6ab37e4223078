import type { Row } from "../row.ts";

/** What administers the machine: accounts, network, kernel, disks, boot. */
export function administrationRows(): readonly Row[] {
  const accounts =
    "-b|--badname|--base-dir= -c|--comment= -d|--home|--home-dir= -D|--defaults -e|--expiredate= -f|--inactive= -g|--gid= -G|--groups= -k|--skel=:r -K|--key= -l|--login= -p|--password= -R|--root=:O -P|--prefix=:O -s|--shell= -u|--uid= -Z|--selinux-user= -v|--add-subuids= -V|--del-subuids= -w|--add-subgids= -W|--del-subgids= -n|--new-name|--mindays= -x|--maxdays= -i= -m|--create-home|--move-home -M|--no-create-home -N|--no-user-group -o|--non-unique -r|--system|--remove -U|--user-group -L|--lock|--unlock -a|--append -q|--quiet --force --disabled-password --disabled-login --gecos= --ingroup= --firstuid= --conf=:r --no-create-home --add-extra-groups --remove-home --remove-all-files --backup --only-if-empty -A|--administrators= -S -E= -I= -h|--help";

  const firewallOptions =
    "-t|--table= -A|--append= -C|--check= -D|--delete= -I|--insert= -R|--replace= -N|--new-chain= -P|--policy= -E|--rename-chain= -p|--protocol|--proto= -s|--source|--src= -d|--destination|--dst= -i|--in-interface= -o|--out-interface= -j|--jump= -g|--goto= -m|--match= --dport|--destination-port= --sport|--source-port= --dports= --sports= --state= --ctstate= --icmp-type= --to-destination= --to-source= --to-ports= --log-prefix= --comment= -w|--wait? --modprobe=:x -L|--list? -F|--flush? -S|--list-rules? -X|--delete-chain? -Z|--zero? -n|--numeric -v|--verbose -x|--exact --line-numbers -4 -6";

  return [
    { names: "useradd usermod groupadd groupmod adduser addgroup", options: accounts },
    {
      names: "userdel groupdel deluser delgroup",
      options:
        "-f|--force -r|--remove -R|--root=:O -P|--prefix=:O -Z|--selinux-user --remove-home --remove-all-files --backup --backup-to=:O --only-if-empty --system -q|--quiet --conf=:r",
    },
    {
      names: "passwd chpasswd chage chsh chfn gpasswd newusers vipw vigr visudo pwck grpck",
      options:
        "-d|--delete|--lastday= -e|--expire|--encrypted -E|--expiredate= -i|--inactive= -I= -k|--keep-tokens -l|--lock|--list -m|--mindays= -M|--maxdays|--members= -n= -q|--quiet -r|--repository= -R|--root=:O -S|--status -u|--unlock -w|--warndays= -W= -x= -a|--add= -A|--administrators= -c|--command=:sh,! -s|--shell= -f=:r --stdin -g|--group -D|--list-shells",
    },
    {
      names: "iptables-save ip6tables-save iptables-restore ip6tables-restore ebtables arptables",
      options: firewallOptions,
    },
    {
      names: "ufw firewall-cmd",
      options:
        "--dry-run --force --zone= --add-service= --remove-service= --add-port= --remove-port= --add-rich-rule= --permanent --reload --list-all --state --direct --source= --interface= --timeout= --set-default-zone= --new-zone=",
    },
    {
      names: "iwconfig brctl bridge wg wg-quick nmtui dhclient resolvconf",
      options:
        "-a -s -v -n -e -ee -C -F -A= -i= -H= -D -N -p= -f= -g= -t -m= -w|--wait= --fields= --get-values= -4 -6 -r -x -cf=:r -lf=:o -pf=:o -sf=:x --dev=",
    },
    {
      names: "ping4 fping arping",
      options:
        "-c= -i= -I= -w= -W= -s= -t= -T= -p= -Q= -S= -l= -m= -M= -N= -e= -F= -4 -6 -a -A -b -B -d -D -f -h -L -n -O -q -r -R -U -v -V -C= -H=",
      operands: "h*",
    },
    {
      names: "traceroute6",
      options:
        "-f= -g= -i= -m= -N= -p= -q= -s= -t= -w= -z= -l= -O= -P= -M= -c|--report-cycles= -a= -u|--udp -T|--tcp -I|--icmp -4 -6 -n -d -e -F -A -b -r|--report --json --csv --interval= --psize= --port=",
      operands: "h -",
    },
    {
      names: "delv",
      options: "-c= -m= -N= -p= -R= -t= -W= -4 -6 -a -A -C -d -i -l -n -r -s -T -U -v -V -w",
      operands: "h h",
    },
    {
      names: "masscan",
      options:
        "-iL=:r -iR= --exclude= --excludefile=:r -p|--ports= --exclude-ports= --top-ports= --port-ratio= --script= --script-args= --script-args-file=:r --script-help= -T? -D= -S= -e= -g|--source-port= --proxies= --data= --data-string= --data-length= --ip-options= --ttl= --spoof-mac= -oN=:o -oX=:o -oS=:o -oG=:o -oA=:o --resume=:r --stylesheet= --datadir=:r --dns-servers= --min-rate= --max-rate= --rate= --max-retries= --host-timeout= --scan-delay= --min-parallelism= --max-parallelism= --version-intensity= -sV -sS -sT -sU -sn -sC -O -A -Pn -n -R -F -v -vv -d -6 --open --reason --traceroute",
      operands: "h*",
      style: "words",
    },
    {
      names: "dumpcap wireshark",
      options:
        "-i= -w=:o -r=:r -c= -C= -W= -G= -s= -f= -F=:r -y= -z=:x -Z= -B= -E= -T= -e= -Y= -R= -o= -O= -d= -b= -a= -m= -M= -V= -j= -t? -n -nn -v -q -l -p -P -x -X -A -D -S -U -u -L -h",
    },
    {
      names: "sysctl",
      options:
        "-p|--load?:r -r|--pattern= -w|--write:! -a|--all -A -X -b|--binary -e|--ignore -N|--names -n|--values -q|--quiet --system --dry-run -h -V",
    },
    {
      names: "modprobe insmod rmmod depmod modinfo dkms kmod",
      options:
        "-C|--config=:r -d|--dirname|--basedir=:r -S|--set-version= -m= -v= -k= -a|--all -b|--use-blacklist -c|--showconfig -D|--show-depends -f|--force -i|--ignore-install -n|--dry-run|--show -q|--quiet -r|--remove -s|--syslog -R|--resolve-alias -w|--wait -F|--field= -V|--version",
    },
    {
      names: "mkfs.msdos mkfs.exfat mkfs.minix mkfs.bfs mkfs.cramfs mkfs.f2fs mkdosfs",
      options:
        "-t|--type= -b= -C= -d=:R -D -e= -E= -F? -g= -G= -i= -I= -J= -L|--label= -m= -M= -n= -N= -o= -O= -p= -q -r= -R= -s= -S -U= -v|--verbose -V|--version -z= -f -l= -a -A -c -h -j",
      operands: "w -",
    },
    {
      names: "badblocks fsck.ext4 fsck.ext3 fsck.ext2 dumpe2fs debugfs xfs_repair xfs_growfs btrfs",
      options:
        "-L|--label= -U|--uuid= -p|--pagesize= -o|--offset= -t|--types= -b= -B= -c= -C= -e= -E= -i= -I= -j= -J= -l= -m= -M= -O= -r= -R= -T= -u= -g= -G= -N= -S= -z= -s=:r -w= -f|--force -a|--all -n|--no-act -q|--quiet -y -v|--verbose -D -F -A -V",
      operands: "w*",
    },
    {
      names:
        "mdadm lvm lvcreate lvremove lvextend lvresize lvs vgcreate vgremove vgs pvcreate pvremove pvs zpool zfs dmsetup",
      options:
        "-L|--size= -l|--extents|--level= -n|--name|--raid-devices= -T|--thinpool= -s|--snapshot -a|--activate= -o|--options= -c|--cipher= -h|--hash= -d|--key-file=:r --header=:m -t|--type= -y|--yes -f|--force -v|--verbose -q|--quiet -r|--resizefs|--readonly -C|--create= -A|--assemble= -S|--stop -D|--detail -x|--spare-devices= --config= -O= -R= -V=",
    },
    {
      names: "grub-install grub-mkconfig update-grub efibootmgr update-initramfs mkinitcpio dracut",
      options:
        "--boot-directory=:O --efi-directory=:O --target= --bootloader-id= --root-directory=:O --recheck --removable -o|--output=:o -c|--config|--create= -d|--disk= -p|--part|--preset= -l|--loader= -L|--label= -b|--bootnum|--basedir= -o|--bootorder= -u -k|--kernel|--kver= -g|--generate=:o -f|--force",
    },
    {
      names:
        "setenforce getenforce semanage restorecon setsebool aa-enforce aa-complain apparmor_parser auditctl ausearch",
      options:
        "-a|--add -d|--delete -m|--modify -l|--list -t|--type= -s= -S= -F|--force= -k= -w= -p= -r|--replace= -R|--remove -v|--verbose -P -n -f= -i -e= -C= -D",
    },
    {
      names: "locale-gen update-locale dpkg-preconfigure ldconfig update-ca-certificates hwclock tzselect",
      options:
        "-f|--find|--fresh -C=:o -r=:O -n|--dry-run -N -X -v|--verbose -a|--all -d|--detach= -o|--offset= -p= -P|--partscan -L= -U= -s|--systohc -w -u|--utc --set --date= --certsdir=:r --hooksdir=:r",
    },
  ];
}
