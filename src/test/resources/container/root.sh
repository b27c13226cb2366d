# Runs a program as a container engine would: ROOT RUNTIME DATA SCHEMAS MEMORY PROGRAM...
# The root file system is read-only, /tmp forbids execution, and the user is an ordinary one.
set -eu
root=$1 runtime=$2 data=$3 schemas=$4 memory=$5
shift 5
mount -t tmpfs none "$root"
for folder in usr etc dev proc sys; do
    mkdir "$root/$folder"
    mount --rbind "/$folder" "$root/$folder"
done
ln -s usr/bin usr/lib usr/lib64 "$root"
mkdir -p "$root/tmp" "$root/data" "$root/schemas" "$root/opt/tabularium"
mount --bind "$runtime" "$root/opt/tabularium"
mount --bind "$data" "$root/data"
mount --bind "$schemas" "$root/schemas"
mount -t tmpfs -o noexec,nosuid,nodev,mode=1777,size=16m none "$root/tmp"
for folder in usr etc opt/tabularium schemas; do
    mount -o remount,bind,ro "$root/$folder"
done
mount -o remount,ro "$root"
if [ "$memory" != unlimited ]; then
    mkdir -p "$memory"
    echo $((1 << 30)) > "$memory/memory.limit_in_bytes"
    echo $$ > "$memory/cgroup.procs"
fi
exec chroot --userspec=10001:10001 "$root" env -i "$@"
