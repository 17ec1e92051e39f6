package org.dragoman.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// System calls. Pointers are passed as plain addresses, so that nothing is allocated.
///
/// - Errors: none thrown; a negative result is {@code -errno}.
/// - Threads: an object belongs to one thread, because it keeps that thread's {@code errno}.
public final class Libc {
    /// Values of {@code errno}, asm-generic/errno.h.
    public static final int EINTR = 4;

    public static final int EAGAIN = 11;
    public static final int EMFILE = 24;
    public static final int ENFILE = 23;
    public static final int EADDRINUSE = 98;

    // asm/unistd_64.h; asm-generic/unistd.h of the other processors.
    private static final long SCHED_SETATTR =
            System.getProperty("os.arch").equals("amd64") ? 314 : 274;

    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = slow("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = slow("bind", JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            slow("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle CLOSE = slow("close", JAVA_INT);
    private static final MethodHandle EPOLL_CREATE = slow("epoll_create1", JAVA_INT);
    private static final MethodHandle EPOLL_CTL =
            slow("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle EPOLL_WAIT =
            slow("epoll_wait", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTFD = slow("eventfd", JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTFD_READ = slow("eventfd_read", JAVA_INT, JAVA_LONG);
    private static final MethodHandle EVENTFD_WRITE = slow("eventfd_write", JAVA_INT, JAVA_LONG);
    private static final MethodHandle NANOSLEEP = slow("nanosleep", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SCHED_SETAFFINITY =
            slow("sched_setaffinity", JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SETPRIORITY =
            slow("setpriority", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle PRCTL = variadic("prctl", JAVA_INT, JAVA_LONG);
    private static final MethodHandle SYSCALL =
            variadic("syscall", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    // Never wait (MSG_DONTWAIT), and last microseconds: the thread need not leave Java for them.
    private static final MethodHandle RECVMMSG =
            quick("recvmmsg", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle SENDMMSG =
            quick("sendmmsg", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle RECVFROM =
            quick("recvfrom", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SENDTO =
            quick("sendto", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);

    private final MemorySegment captured;

    /// - {@code arena}: gives the memory for {@code errno}; must live as long as this is used.
    public Libc(Arena arena) {
        captured = arena.allocate(CAPTURED);
    }

    public int socket(int domain, int type, int protocol) {
        try {
            return result((int) SOCKET.invokeExact(captured, domain, type, protocol));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int bind(int fd, long address, int length) {
        try {
            return result((int) BIND.invokeExact(captured, fd, address, length));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int setsockopt(int fd, int level, int option, long value, int length) {
        try {
            return result((int) SETSOCKOPT.invokeExact(captured, fd, level, option, value, length));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int close(int fd) {
        try {
            return result((int) CLOSE.invokeExact(captured, fd));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int epollCreate(int flags) {
        try {
            return result((int) EPOLL_CREATE.invokeExact(captured, flags));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int epollCtl(int epoll, int operation, int fd, long event) {
        try {
            return result((int) EPOLL_CTL.invokeExact(captured, epoll, operation, fd, event));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int epollWait(int epoll, long events, int most, int timeoutMillis) {
        try {
            return result(
                    (int) EPOLL_WAIT.invokeExact(captured, epoll, events, most, timeoutMillis));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int eventfd(int initial, int flags) {
        try {
            return result((int) EVENTFD.invokeExact(captured, initial, flags));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int eventfdRead(int fd, long value) {
        try {
            return result((int) EVENTFD_READ.invokeExact(captured, fd, value));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int eventfdWrite(int fd, long value) {
        try {
            return result((int) EVENTFD_WRITE.invokeExact(captured, fd, value));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int nanosleep(long request, long remaining) {
        try {
            return result((int) NANOSLEEP.invokeExact(captured, request, remaining));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int schedSetaffinity(int thread, long length, long mask) {
        try {
            return result((int) SCHED_SETAFFINITY.invokeExact(captured, thread, length, mask));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int setpriority(int which, int who, int nice) {
        try {
            return result((int) SETPRIORITY.invokeExact(captured, which, who, nice));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int prctl(int operation, long value) {
        try {
            return result((int) PRCTL.invokeExact(captured, operation, value));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Of the calling thread; by its number, since the C library of Debian 12 has no name for it.
    public int schedSetattr(long attributes) {
        try {
            return result((int) SYSCALL.invokeExact(captured, SCHED_SETATTR, 0L, attributes, 0L));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int recvmmsg(int fd, long messages, int count, int flags) {
        try {
            return result((int) RECVMMSG.invokeExact(captured, fd, messages, count, flags, 0L));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int sendmmsg(int fd, long messages, int count, int flags) {
        try {
            return result((int) SENDMMSG.invokeExact(captured, fd, messages, count, flags));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int recvfrom(int fd, long packet, long room, int flags, long from, long fromLength) {
        try {
            return result(
                    (int)
                            RECVFROM.invokeExact(
                                    captured, fd, packet, room, flags, from, fromLength));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public int sendto(int fd, long packet, long length, int flags, long to, int toLength) {
        try {
            return result(
                    (int) SENDTO.invokeExact(captured, fd, packet, length, flags, to, toLength));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private int result(int returned) {
        return returned < 0 ? -(int) ERRNO.get(captured, 0L) : returned;
    }

    private static AssertionError impossible(Throwable e) {
        return new AssertionError("a system call does not throw", e);
    }

    private static MethodHandle slow(String name, MemoryLayout... arguments) {
        return handle(name, arguments, Linker.Option.captureCallState("errno"));
    }

    /// One whose arguments behind the first are not declared.
    private static MethodHandle variadic(String name, MemoryLayout... arguments) {
        return handle(
                name,
                arguments,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(1));
    }

    private static MethodHandle quick(String name, MemoryLayout... arguments) {
        return handle(
                name,
                arguments,
                Linker.Option.captureCallState("errno"),
                Linker.Option.critical(false));
    }

    @SuppressWarnings("restricted") // the system calls are what this class is for
    private static MethodHandle handle(
            String name, MemoryLayout[] arguments, Linker.Option... options) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments),
                options);
    }
}
