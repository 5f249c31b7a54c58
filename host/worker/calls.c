/* SPDX-License-Identifier: Apache-2.0
 *
 * calls.c - see calls.h.  What a stage may still do is what GLib, ICU, C++ and
 * Rust use to compute: memory, locks, time, and threads of its own.
 */
#include "calls.h"
#include <sys/syscall.h>

static const SystemCall calls[] = {
#ifdef SYS_recvfrom
  { SYS_recvfrom, RULE_ALLOW, "recvfrom" },
#endif
#ifdef SYS_sendto
  { SYS_sendto, RULE_ALLOW, "sendto" },
#endif
#ifdef SYS_futex
  { SYS_futex, RULE_ALLOW, "futex" },
#endif
#ifdef SYS_read
  { SYS_read, RULE_ALLOW, "read" },
#endif
#ifdef SYS_write
  { SYS_write, RULE_ALLOW, "write" },
#endif
#ifdef SYS_munmap
  { SYS_munmap, RULE_ALLOW, "munmap" },
#endif
#ifdef SYS_mremap
  { SYS_mremap, RULE_ALLOW, "mremap" },
#endif
#ifdef SYS_madvise
  { SYS_madvise, RULE_ALLOW, "madvise" },
#endif
#ifdef SYS_brk
  { SYS_brk, RULE_ALLOW, "brk" },
#endif
#ifdef SYS_clock_gettime
  { SYS_clock_gettime, RULE_ALLOW, "clock_gettime" },
#endif
#ifdef SYS_gettimeofday
  { SYS_gettimeofday, RULE_ALLOW, "gettimeofday" },
#endif
#ifdef SYS_time
  { SYS_time, RULE_ALLOW, "time" },
#endif
#ifdef SYS_clock_getres
  { SYS_clock_getres, RULE_ALLOW, "clock_getres" },
#endif
#ifdef SYS_nanosleep
  { SYS_nanosleep, RULE_ALLOW, "nanosleep" },
#endif
#ifdef SYS_clock_nanosleep
  { SYS_clock_nanosleep, RULE_ALLOW, "clock_nanosleep" },
#endif
#ifdef SYS_sched_yield
  { SYS_sched_yield, RULE_ALLOW, "sched_yield" },
#endif
#ifdef SYS_sched_getaffinity
  { SYS_sched_getaffinity, RULE_ALLOW, "sched_getaffinity" },
#endif
#ifdef SYS_getcpu
  { SYS_getcpu, RULE_ALLOW, "getcpu" },
#endif
#ifdef SYS_getrandom
  { SYS_getrandom, RULE_ALLOW, "getrandom" },
#endif
#ifdef SYS_getpid
  { SYS_getpid, RULE_ALLOW, "getpid" },
#endif
#ifdef SYS_gettid
  { SYS_gettid, RULE_ALLOW, "gettid" },
#endif
#ifdef SYS_getppid
  { SYS_getppid, RULE_ALLOW, "getppid" },
#endif
#ifdef SYS_getuid
  { SYS_getuid, RULE_ALLOW, "getuid" },
#endif
#ifdef SYS_geteuid
  { SYS_geteuid, RULE_ALLOW, "geteuid" },
#endif
#ifdef SYS_getgid
  { SYS_getgid, RULE_ALLOW, "getgid" },
#endif
#ifdef SYS_getegid
  { SYS_getegid, RULE_ALLOW, "getegid" },
#endif
#ifdef SYS_getrusage
  { SYS_getrusage, RULE_ALLOW, "getrusage" },
#endif
#ifdef SYS_times
  { SYS_times, RULE_ALLOW, "times" },
#endif
#ifdef SYS_sysinfo
  { SYS_sysinfo, RULE_ALLOW, "sysinfo" },
#endif
#ifdef SYS_rt_sigreturn
  { SYS_rt_sigreturn, RULE_ALLOW, "rt_sigreturn" },
#endif
#ifdef SYS_rt_sigprocmask
  { SYS_rt_sigprocmask, RULE_ALLOW, "rt_sigprocmask" },
#endif
#ifdef SYS_sigaltstack
  { SYS_sigaltstack, RULE_ALLOW, "sigaltstack" },
#endif
#ifdef SYS_restart_syscall
  { SYS_restart_syscall, RULE_ALLOW, "restart_syscall" },
#endif
#ifdef SYS_set_robust_list
  { SYS_set_robust_list, RULE_ALLOW, "set_robust_list" },
#endif
#ifdef SYS_rseq
  { SYS_rseq, RULE_ALLOW, "rseq" },
#endif
#ifdef SYS_membarrier
  { SYS_membarrier, RULE_ALLOW, "membarrier" },
#endif
#ifdef SYS_close
  { SYS_close, RULE_ALLOW, "close" },
#endif
#ifdef SYS_exit
  { SYS_exit, RULE_ALLOW, "exit" },
#endif
#ifdef SYS_exit_group
  { SYS_exit_group, RULE_ALLOW, "exit_group" },
#endif
#ifdef SYS_fstat
  { SYS_fstat, RULE_FAIL, "fstat" },
#endif
#ifdef SYS_newfstatat
  { SYS_newfstatat, RULE_FAIL, "newfstatat" },
#endif
#ifdef SYS_stat
  { SYS_stat, RULE_FAIL, "stat" },
#endif
#ifdef SYS_lstat
  { SYS_lstat, RULE_FAIL, "lstat" },
#endif
#ifdef SYS_statx
  { SYS_statx, RULE_FAIL, "statx" },
#endif
#ifdef SYS_lseek
  { SYS_lseek, RULE_FAIL, "lseek" },
#endif
#ifdef SYS_ioctl
  { SYS_ioctl, RULE_FAIL, "ioctl" },
#endif
#ifdef SYS_fcntl
  { SYS_fcntl, RULE_FAIL, "fcntl" },
#endif
#ifdef SYS_access
  { SYS_access, RULE_FAIL, "access" },
#endif
#ifdef SYS_faccessat
  { SYS_faccessat, RULE_FAIL, "faccessat" },
#endif
#ifdef SYS_faccessat2
  { SYS_faccessat2, RULE_FAIL, "faccessat2" },
#endif
#ifdef SYS_readlink
  { SYS_readlink, RULE_FAIL, "readlink" },
#endif
#ifdef SYS_readlinkat
  { SYS_readlinkat, RULE_FAIL, "readlinkat" },
#endif
#ifdef SYS_getcwd
  { SYS_getcwd, RULE_FAIL, "getcwd" },
#endif
#ifdef SYS_uname
  { SYS_uname, RULE_FAIL, "uname" },
#endif
#ifdef SYS_prlimit64
  { SYS_prlimit64, RULE_FAIL, "prlimit64" },
#endif
#ifdef SYS_getrlimit
  { SYS_getrlimit, RULE_FAIL, "getrlimit" },
#endif
#ifdef SYS_setrlimit
  { SYS_setrlimit, RULE_FAIL, "setrlimit" },
#endif
#ifdef SYS_sched_setaffinity
  { SYS_sched_setaffinity, RULE_NONE, "sched_setaffinity" },
#endif
#ifdef SYS_sched_setscheduler
  { SYS_sched_setscheduler, RULE_FAIL, "sched_setscheduler" },
#endif
#ifdef SYS_rt_sigaction
  { SYS_rt_sigaction, RULE_FAIL, "rt_sigaction" },
#endif
#ifdef SYS_getpriority
  { SYS_getpriority, RULE_FAIL, "getpriority" },
#endif
#ifdef SYS_setpriority
  { SYS_setpriority, RULE_FAIL, "setpriority" },
#endif
#ifdef SYS_dup
  { SYS_dup, RULE_FAIL, "dup" },
#endif
#ifdef SYS_dup2
  { SYS_dup2, RULE_FAIL, "dup2" },
#endif
#ifdef SYS_dup3
  { SYS_dup3, RULE_FAIL, "dup3" },
#endif
#ifdef SYS_pipe
  { SYS_pipe, RULE_FAIL, "pipe" },
#endif
#ifdef SYS_pipe2
  { SYS_pipe2, RULE_FAIL, "pipe2" },
#endif
#ifdef SYS_poll
  { SYS_poll, RULE_FAIL, "poll" },
#endif
#ifdef SYS_ppoll
  { SYS_ppoll, RULE_FAIL, "ppoll" },
#endif
#ifdef SYS_fsync
  { SYS_fsync, RULE_FAIL, "fsync" },
#endif
#ifdef SYS_fdatasync
  { SYS_fdatasync, RULE_FAIL, "fdatasync" },
#endif
#ifdef SYS_umask
  { SYS_umask, RULE_FAIL, "umask" },
#endif
#ifdef SYS_execve
  { SYS_execve, RULE_BAR, "execve" },
#endif
#ifdef SYS_execveat
  { SYS_execveat, RULE_BAR, "execveat" },
#endif
#ifdef SYS_socket
  { SYS_socket, RULE_BAR, "socket" },
#endif
#ifdef SYS_connect
  { SYS_connect, RULE_BAR, "connect" },
#endif
#ifdef SYS_bind
  { SYS_bind, RULE_BAR, "bind" },
#endif
#ifdef SYS_listen
  { SYS_listen, RULE_BAR, "listen" },
#endif
#ifdef SYS_accept
  { SYS_accept, RULE_BAR, "accept" },
#endif
#ifdef SYS_accept4
  { SYS_accept4, RULE_BAR, "accept4" },
#endif
#ifdef SYS_ptrace
  { SYS_ptrace, RULE_BAR, "ptrace" },
#endif
#ifdef SYS_process_vm_readv
  { SYS_process_vm_readv, RULE_BAR, "process_vm_readv" },
#endif
#ifdef SYS_process_vm_writev
  { SYS_process_vm_writev, RULE_BAR, "process_vm_writev" },
#endif
#ifdef SYS_kill
  { SYS_kill, RULE_BAR, "kill" },
#endif
#ifdef SYS_pidfd_open
  { SYS_pidfd_open, RULE_BAR, "pidfd_open" },
#endif
#ifdef SYS_pidfd_send_signal
  { SYS_pidfd_send_signal, RULE_BAR, "pidfd_send_signal" },
#endif
#ifdef SYS_pidfd_getfd
  { SYS_pidfd_getfd, RULE_BAR, "pidfd_getfd" },
#endif
#ifdef SYS_bpf
  { SYS_bpf, RULE_BAR, "bpf" },
#endif
#ifdef SYS_perf_event_open
  { SYS_perf_event_open, RULE_BAR, "perf_event_open" },
#endif
#ifdef SYS_io_uring_setup
  { SYS_io_uring_setup, RULE_BAR, "io_uring_setup" },
#endif
#ifdef SYS_mount
  { SYS_mount, RULE_BAR, "mount" },
#endif
#ifdef SYS_umount2
  { SYS_umount2, RULE_BAR, "umount2" },
#endif
#ifdef SYS_pivot_root
  { SYS_pivot_root, RULE_BAR, "pivot_root" },
#endif
#ifdef SYS_chroot
  { SYS_chroot, RULE_BAR, "chroot" },
#endif
#ifdef SYS_unshare
  { SYS_unshare, RULE_BAR, "unshare" },
#endif
#ifdef SYS_setns
  { SYS_setns, RULE_BAR, "setns" },
#endif
#ifdef SYS_keyctl
  { SYS_keyctl, RULE_BAR, "keyctl" },
#endif
#ifdef SYS_add_key
  { SYS_add_key, RULE_BAR, "add_key" },
#endif
#ifdef SYS_request_key
  { SYS_request_key, RULE_BAR, "request_key" },
#endif
#ifdef SYS_init_module
  { SYS_init_module, RULE_BAR, "init_module" },
#endif
#ifdef SYS_finit_module
  { SYS_finit_module, RULE_BAR, "finit_module" },
#endif
#ifdef SYS_delete_module
  { SYS_delete_module, RULE_BAR, "delete_module" },
#endif
#ifdef SYS_open_by_handle_at
  { SYS_open_by_handle_at, RULE_BAR, "open_by_handle_at" },
#endif
#ifdef SYS_userfaultfd
  { SYS_userfaultfd, RULE_BAR, "userfaultfd" },
#endif
#ifdef SYS_reboot
  { SYS_reboot, RULE_BAR, "reboot" },
#endif
#ifdef SYS_swapon
  { SYS_swapon, RULE_BAR, "swapon" },
#endif
#ifdef SYS_swapoff
  { SYS_swapoff, RULE_BAR, "swapoff" },
#endif
#ifdef SYS_setuid
  { SYS_setuid, RULE_BAR, "setuid" },
#endif
#ifdef SYS_setgid
  { SYS_setgid, RULE_BAR, "setgid" },
#endif
#ifdef SYS_setresuid
  { SYS_setresuid, RULE_BAR, "setresuid" },
#endif
#ifdef SYS_setresgid
  { SYS_setresgid, RULE_BAR, "setresgid" },
#endif
#ifdef SYS_open
  { SYS_open, RULE_NONE, "open" },
#endif
#ifdef SYS_openat
  { SYS_openat, RULE_NONE, "openat" },
#endif
#ifdef SYS_openat2
  { SYS_openat2, RULE_NONE, "openat2" },
#endif
#ifdef SYS_creat
  { SYS_creat, RULE_NONE, "creat" },
#endif
#ifdef SYS_fork
  { SYS_fork, RULE_NONE, "fork" },
#endif
#ifdef SYS_vfork
  { SYS_vfork, RULE_NONE, "vfork" },
#endif
#ifdef SYS_clone
  { SYS_clone, RULE_NONE, "clone" },
#endif
#ifdef SYS_clone3
  { SYS_clone3, RULE_NONE, "clone3" },
#endif
#ifdef SYS_mmap
  { SYS_mmap, RULE_NONE, "mmap" },
#endif
#ifdef SYS_mprotect
  { SYS_mprotect, RULE_NONE, "mprotect" },
#endif
#ifdef SYS_prctl
  { SYS_prctl, RULE_NONE, "prctl" },
#endif
#ifdef SYS_tgkill
  { SYS_tgkill, RULE_NONE, "tgkill" },
#endif
#ifdef SYS_tkill
  { SYS_tkill, RULE_NONE, "tkill" },
#endif
#ifdef SYS_unlink
  { SYS_unlink, RULE_NONE, "unlink" },
#endif
#ifdef SYS_unlinkat
  { SYS_unlinkat, RULE_NONE, "unlinkat" },
#endif
#ifdef SYS_rename
  { SYS_rename, RULE_NONE, "rename" },
#endif
#ifdef SYS_renameat2
  { SYS_renameat2, RULE_NONE, "renameat2" },
#endif
#ifdef SYS_mkdir
  { SYS_mkdir, RULE_NONE, "mkdir" },
#endif
#ifdef SYS_mkdirat
  { SYS_mkdirat, RULE_NONE, "mkdirat" },
#endif
#ifdef SYS_chdir
  { SYS_chdir, RULE_NONE, "chdir" },
#endif
#ifdef SYS_fchdir
  { SYS_fchdir, RULE_NONE, "fchdir" },
#endif
#ifdef SYS_truncate
  { SYS_truncate, RULE_NONE, "truncate" },
#endif
#ifdef SYS_ftruncate
  { SYS_ftruncate, RULE_NONE, "ftruncate" },
#endif
#ifdef SYS_sendmsg
  { SYS_sendmsg, RULE_NONE, "sendmsg" },
#endif
#ifdef SYS_recvmsg
  { SYS_recvmsg, RULE_KEEP, "recvmsg" },
#endif
#ifdef SYS_socketpair
  { SYS_socketpair, RULE_NONE, "socketpair" },
#endif
#ifdef SYS_waitid
  { SYS_waitid, RULE_NONE, "waitid" },
#endif
#ifdef SYS_wait4
  { SYS_wait4, RULE_KEEP, "wait4" },
#endif
#ifdef SYS_rt_sigtimedwait
  { SYS_rt_sigtimedwait, RULE_KEEP, "rt_sigtimedwait" },
#endif
#ifdef SYS_setsid
  { SYS_setsid, RULE_NONE, "setsid" },
#endif
#ifdef SYS_seccomp
  { SYS_seccomp, RULE_KEEP, "seccomp" },
#endif
#ifdef SYS_setpgid
  { SYS_setpgid, RULE_KEEP, "setpgid" },
#endif
#ifdef SYS_chmod
  { SYS_chmod, RULE_NONE, "chmod" },
#endif
#ifdef SYS_fchmod
  { SYS_fchmod, RULE_NONE, "fchmod" },
#endif
#ifdef SYS_fchmodat
  { SYS_fchmodat, RULE_NONE, "fchmodat" },
#endif
#ifdef SYS_chown
  { SYS_chown, RULE_NONE, "chown" },
#endif
#ifdef SYS_kexec_load
  { SYS_kexec_load, RULE_NONE, "kexec_load" },
#endif
#ifdef SYS_shmget
  { SYS_shmget, RULE_NONE, "shmget" },
#endif
#ifdef SYS_shmat
  { SYS_shmat, RULE_NONE, "shmat" },
#endif
#ifdef SYS_memfd_create
  { SYS_memfd_create, RULE_NONE, "memfd_create" },
#endif
#ifdef SYS_epoll_create1
  { SYS_epoll_create1, RULE_NONE, "epoll_create1" },
#endif
#ifdef SYS_eventfd2
  { SYS_eventfd2, RULE_NONE, "eventfd2" },
#endif
#ifdef SYS_timerfd_create
  { SYS_timerfd_create, RULE_NONE, "timerfd_create" },
#endif
#ifdef SYS_inotify_init1
  { SYS_inotify_init1, RULE_NONE, "inotify_init1" },
#endif
#ifdef SYS_getdents64
  { SYS_getdents64, RULE_NONE, "getdents64" },
#endif
#ifdef SYS_sync
  { SYS_sync, RULE_NONE, "sync" },
#endif
#ifdef SYS_link
  { SYS_link, RULE_NONE, "link" },
#endif
#ifdef SYS_symlink
  { SYS_symlink, RULE_NONE, "symlink" },
#endif
};

const SystemCall *
system_calls(guint *count)
{
  *count = G_N_ELEMENTS(calls);
  return calls;
}
