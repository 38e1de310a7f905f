/* A disk that can be told to fail, and whose unsynced writes can be lost.
 *
 * Loaded before the unmodified program (LD_PRELOAD). It looks only at the database file and the
 * logs beside it: it writes down every change and every sync in a journal, in the order in which
 * they happen, and fails what the control file asks for. The shared-memory file of SQLite is left
 * alone: nothing in it outlives a crash.
 *
 * TASUKI_DISK_FILE     the database file; "-wal" and "-journal" are appended for its logs
 * TASUKI_DISK_JOURNAL  where records are appended: struct record, then `length` bytes
 * TASUKI_DISK_CONTROL  struct control, mapped, written by the tests
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct record {
    uint8_t kind; /* 'o'pened, 'w'ritten, 't'runcated, 's'ynced, 'f'ailed to sync, 'u'nlinked */
    uint8_t file; /* 0 the database, 1 -wal, 2 -journal */
    uint16_t unused;
    uint32_t length;
    uint64_t offset;
};

struct control {
    volatile uint32_t fault;    /* 0 none, 'N' no space, 'W' writes fail, 'S' syncs fail, 'B' those of the database itself do, 'L' syncs lie, 'K' killed */
    volatile uint32_t patience; /* how many more operations go well before */
    volatile uint32_t failed;   /* how many did not */
    volatile uint32_t kept;     /* how often the database itself was synced */
};

#define FILES 3
#define DESCRIPTORS 65536
static const char *const endings[FILES] = {"", "-wal", "-journal"};
static char paths[FILES][4096];
static uint8_t tracked[DESCRIPTORS]; /* the file's number + 1 */
static struct control *control;
static int journal = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void begin(void) {
    const char *file = getenv("TASUKI_DISK_FILE");
    const char *records = getenv("TASUKI_DISK_JOURNAL");
    const char *orders = getenv("TASUKI_DISK_CONTROL");
    if (!file || !records || !orders || strlen(file) + 16 > sizeof paths[0]) abort();
    for (int i = 0; i < FILES; i++) {
        strcpy(paths[i], file);
        strcat(paths[i], endings[i]);
    }
    journal = syscall(SYS_openat, AT_FDCWD, records, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    int fd = syscall(SYS_openat, AT_FDCWD, orders, O_RDWR | O_CLOEXEC, 0);
    if (journal < 0 || fd < 0) abort();
    control = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (control == MAP_FAILED) abort();
    syscall(SYS_close, fd);
}

static void *real(const char *name) {
    pthread_once(&once, begin);
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

#define REAL(name) \
    static __typeof__(&name) real_##name; \
    if (!real_##name) real_##name = (__typeof__(&name))real(#name)

/* One write for record and content: a kill leaves a whole record or one whose change never began. */
static void note(char kind, int file, uint64_t offset, const void *content, size_t length) {
    struct record record = {(uint8_t)kind, (uint8_t)file, 0, (uint32_t)length, offset};
    struct iovec parts[2] = {{&record, sizeof record}, {(void *)content, length}};
    if (syscall(SYS_writev, journal, parts, length ? 2 : 1) != (long)(sizeof record + length)) abort();
}

static int file_of(int fd) {
    return fd >= 0 && fd < DESCRIPTORS ? tracked[fd] - 1 : -1;
}

/* Whether this operation is to fail with this kind of fault. */
static int fails(char fault) {
    if (control->fault != (uint32_t)fault) return 0;
    if (control->patience > 0) {
        control->patience--;
        return 0;
    }
    control->failed++;
    return 1;
}

static int refused(void) {
    /* Between two writes of one commit or checkpoint, which a kill from outside rarely meets. */
    if (fails('K')) kill(getpid(), SIGKILL);
    if (fails('N')) {
        errno = ENOSPC;
        return 1;
    }
    if (fails('W')) {
        errno = EIO;
        return 1;
    }
    return 0;
}

static int opened(int fd, const char *path) {
    if (fd < 0 || fd >= DESCRIPTORS) return fd;
    for (int i = 0; i < FILES; i++) {
        if (strcmp(path, paths[i]) == 0) {
            pthread_mutex_lock(&turn);
            tracked[fd] = (uint8_t)(i + 1);
            note('o', i, 0, NULL, 0);
            pthread_mutex_unlock(&turn);
        }
    }
    return fd;
}

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return opened(real_##name(path, flags, mode), path); \
    }
OPENS(open)
OPENS(open64)

int close(int fd) {
    REAL(close);
    if (file_of(fd) >= 0) tracked[fd] = 0;
    return real_close(fd);
}

#define WRITES(name, offset_type) \
    ssize_t name(int fd, const void *content, size_t length, offset_type offset) { \
        REAL(name); \
        int file = file_of(fd); \
        if (file < 0) return real_##name(fd, content, length, offset); \
        pthread_mutex_lock(&turn); \
        ssize_t done = -1; \
        if (!refused()) { \
            note('w', file, (uint64_t)offset, content, length); \
            done = real_##name(fd, content, length, offset); \
            if (done != (ssize_t)length) abort(); \
        } \
        pthread_mutex_unlock(&turn); \
        return done; \
    }
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

ssize_t write(int fd, const void *content, size_t length) {
    REAL(write);
    int file = file_of(fd);
    if (file < 0) return real_write(fd, content, length);
    pthread_mutex_lock(&turn);
    ssize_t done = -1;
    if (!refused()) {
        note('w', file, (uint64_t)lseek(fd, 0, SEEK_CUR), content, length);
        done = real_write(fd, content, length);
        if (done != (ssize_t)length) abort();
    }
    pthread_mutex_unlock(&turn);
    return done;
}

#define TRUNCATES(name, size_type) \
    int name(int fd, size_type size) { \
        REAL(name); \
        int file = file_of(fd); \
        if (file < 0) return real_##name(fd, size); \
        pthread_mutex_lock(&turn); \
        int done = -1; \
        if (!refused()) { \
            note('t', file, (uint64_t)size, NULL, 0); \
            done = real_##name(fd, size); \
        } \
        pthread_mutex_unlock(&turn); \
        return done; \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

/* What is synced is safe by the journal's word; the real disk need not be waited for. */
static int synced(int file) {
    int done = 0;
    pthread_mutex_lock(&turn);
    if (fails('S') || (file == 0 && fails('B'))) {
        /* As Linux does: what could not be written is dropped, and the next sync succeeds. */
        note('f', file, 0, NULL, 0);
        errno = EIO;
        done = -1;
    } else if (!fails('L')) {
        note('s', file, 0, NULL, 0);
        if (file == 0) control->kept++;
    }
    pthread_mutex_unlock(&turn);
    return done;
}

#define SYNCS(name) \
    int name(int fd) { \
        REAL(name); \
        int file = file_of(fd); \
        return file < 0 ? real_##name(fd) : synced(file); \
    }
SYNCS(fsync)
SYNCS(fdatasync)

int unlink(const char *path) {
    REAL(unlink);
    for (int i = 0; i < FILES; i++) {
        if (strcmp(path, paths[i]) == 0) {
            pthread_mutex_lock(&turn);
            note('u', i, 0, NULL, 0);
            pthread_mutex_unlock(&turn);
        }
    }
    return real_unlink(path);
}
