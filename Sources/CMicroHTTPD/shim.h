#pragma once
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

// libmicrohttpd takes its options as variadic arguments, which Swift cannot pass.

// Swift imports its enumeration constants under other names.
static const enum MHD_Result apptlint_yes = MHD_YES;
static const enum MHD_Result apptlint_no = MHD_NO;
static const enum MHD_ConnectionNotificationCode apptlint_started = MHD_CONNECTION_NOTIFY_STARTED;
static const enum MHD_ValueKind apptlint_query = MHD_GET_ARGUMENT_KIND;
static const enum MHD_ValueKind apptlint_header = MHD_HEADER_KIND;
static const enum MHD_ResponseMemoryMode apptlint_copied = MHD_RESPMEM_MUST_COPY;

/// The limits of a daemon.
typedef struct {
  unsigned int threads;
  unsigned int connections;
  /// Seconds without any progress after which a connection is closed.
  unsigned int idle_seconds;
  /// Bytes for the request line and the headers of a request.
  size_t header_bytes;
} apptlint_limits;

static inline void apptlint_ignore_log(void *context, const char *format, va_list arguments) {
  (void)context, (void)format, (void)arguments;
}

// The values stored for a request after its target has been read, until its headers have been read.
static const uintptr_t apptlint_good_target = 1;
/// The target contains a space or tab, or a null character, which libmicrohttpd treats as its end.
static const uintptr_t apptlint_bad_target = 2;
/// The target has too many parameters.
static const uintptr_t apptlint_long_target = 3;

/// Examines a target as sent by the client. libmicrohttpd stores an entry for each parameter in the buffer of the connection, and
/// does not respond if the buffer is full. So if there are too many parameters, this removes the query from the target, which is
/// in the same buffer and can be written to, before libmicrohttpd parses it.
static inline uintptr_t apptlint_examine_target(const char *target) {
  const unsigned int max_parameters = 64;
  // The version follows the null byte that ends the target, unless the client sent that byte.
  const bool has_null = strncmp(target + strlen(target) + 1, "HTTP/", 5) != 0 || strstr(target, "%00") != NULL;
  if (has_null || strpbrk(target, " \t") != NULL) return apptlint_bad_target;
  char *const query = strchr((char *)target, '?');
  if (query == NULL) return apptlint_good_target;
  unsigned int parameters = 1;
  for (const char *next = query; (next = strchr(next, '&')) != NULL; next++) parameters++;
  if (parameters <= max_parameters) return apptlint_good_target;
  query[1] = 0;
  return apptlint_long_target;
}

/// Why a request ended without a response from the server: `aborted` by the client, `timeout`, `stopping`, or `malformed` if
/// libmicrohttpd refused it.
static inline const char *apptlint_end_reason(enum MHD_RequestTerminationCode code) {
  switch (code) {
    case MHD_REQUEST_TERMINATED_READ_ERROR:
    case MHD_REQUEST_TERMINATED_CLIENT_ABORT: return "aborted";
    case MHD_REQUEST_TERMINATED_TIMEOUT_REACHED: return "timeout";
    case MHD_REQUEST_TERMINATED_DAEMON_SHUTDOWN: return "stopping";
    default: return "malformed";
  }
}

/// The header fields of a request that the server uses: the last of each name, or NULL, and how many there are.
typedef struct {
  const char *content_type, *accept, *content_length, *content_encoding, *transfer_coding, *host;
  unsigned int types, accepts, hosts, lengths, encodings, transfer_codings;
  /// Whether a name is empty, or has a character that names cannot have (RFC 9110, 5.6.2).
  bool has_bad_name;
  /// Whether a value has a control character (RFC 9110, 5.5), or is continued on another line (RFC 9112, 5.2).
  bool has_bad_value;
  /// The end of the last line read.
  const char *line_end;
} apptlint_head;

static inline bool apptlint_is_name(const char *text, size_t size) {
  for (size_t index = 0; index < size; index++) {
    const unsigned char byte = (unsigned char)text[index];
    if (byte <= ' ' || byte >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", byte) != NULL) return false;
  }
  return size > 0;
}

static inline bool apptlint_is_value(const char *text) {
  for (; *text != 0; text++) {
    if (((unsigned char)*text < ' ' && *text != '\t') || *text == 0x7f) return false;
  }
  return true;
}

/// Whether there are only line breaks between the end of a line and the next one. libmicrohttpd up to 0.9.77 parses a head in
/// place:
///
///     method 0 target 0 version 0 0 name 0 value 0 0 name 0 value 0 0 0 0 body
///
/// It writes a zero for each colon after a name, and for each character of a line break. It treats a zero in a value as the end
/// of the value, and appends the continuation of a value to the name, which it moves. Both leave other bytes between two lines,
/// and that is the only trace. Later versions reject zeros, and join continued values correctly.
static inline bool apptlint_is_next_line(const char *end, const char *next, size_t max_size) {
#if MHD_VERSION < 0x01000000
  const uintptr_t size = (uintptr_t)next - (uintptr_t)end;
  if (size == 0 || size > max_size) return false;
  for (size_t index = 0; index < size; index++) {
    if (end[index] != 0) return false;
  }
#else
  (void)end, (void)next, (void)max_size;
#endif
  return true;
}

static inline enum MHD_Result apptlint_note_header(
    void *context, enum MHD_ValueKind kind, const char *name, size_t name_size, const char *value, size_t value_size) {
  (void)kind;
  apptlint_head *head = context;
  if (value == NULL) value = "";
  if (!apptlint_is_value(value) || !apptlint_is_next_line(head->line_end, name, 2)) head->has_bad_value = true;
  head->line_end = value + value_size;
  if (!apptlint_is_name(name, name_size)) {
    head->has_bad_name = true;
  } else if (strcasecmp(name, "Content-Type") == 0) {
    head->content_type = value;
    head->types++;
  } else if (strcasecmp(name, "Accept") == 0) {
    head->accept = value;
    head->accepts++;
  } else if (strcasecmp(name, "Content-Length") == 0) {
    head->content_length = value;
    head->lengths++;
  } else if (strcasecmp(name, "Content-Encoding") == 0) {
    head->content_encoding = value;
    head->encodings++;
  } else if (strcasecmp(name, "Transfer-Encoding") == 0) {
    head->transfer_coding = value;
    head->transfer_codings++;
  } else if (strcasecmp(name, "Host") == 0) {
    head->host = value;
    head->hosts++;
  }
  return MHD_YES;
}

/// Reads the head of a request; `method` and `version` are the arguments of the request callback.
static inline apptlint_head apptlint_read_head(struct MHD_Connection *connection, const char *method, const char *version) {
  apptlint_head head = {.line_end = version == NULL ? "" : version + strlen(version)};
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, apptlint_note_header, &head);
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  // Two line breaks end the head.
  if (info == NULL || !apptlint_is_next_line(head.line_end, method + info->header_size, 4)) head.has_bad_value = true;
  return head;
}

/// Receives the target of a request, and returns the value to store for the request.
typedef void *(*apptlint_target_callback)(void *context, const char *target, struct MHD_Connection *connection);

/// Starts a daemon on a listening socket; NULL if the system refuses threads or memory.
static inline struct MHD_Daemon *apptlint_start(
    int socket, apptlint_limits limits, apptlint_target_callback target, MHD_AccessHandlerCallback handle,
    MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback changed, void *context) {
  return MHD_start_daemon(
      MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_ERROR_LOG, 0, NULL, NULL,
      handle, context, MHD_OPTION_EXTERNAL_LOGGER, apptlint_ignore_log, NULL, MHD_OPTION_LISTEN_SOCKET, socket,
      MHD_OPTION_THREAD_POOL_SIZE, limits.threads, MHD_OPTION_CONNECTION_LIMIT, limits.connections,
      MHD_OPTION_CONNECTION_TIMEOUT, limits.idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits.header_bytes,
      MHD_OPTION_URI_LOG_CALLBACK, target, context, MHD_OPTION_NOTIFY_COMPLETED, completed, context, MHD_OPTION_NOTIFY_CONNECTION,
      changed, context, MHD_OPTION_END);
}

/// The socket of a connection; -1 if unknown.
static inline int apptlint_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : info->connect_fd;
}

/// The value that the callback for new connections stored for a connection; NULL if there is none.
static inline void *apptlint_connection_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == NULL ? NULL : info->socket_context;
}

/// The number of open connections.
static inline unsigned int apptlint_connection_count(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
  return info == NULL ? 0 : info->num_connections;
}

/// A listening socket; -1 if the address cannot be used, with `reason` set to a static text or to NULL for the text of errno.
static inline int apptlint_listen(const char *host, const char *port, const char **reason) {
  struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE}, *found = NULL;
  const int error = getaddrinfo(host, port, &hints, &found);
  *reason = error != 0 ? gai_strerror(error) : NULL;
  if (error != 0) return -1;
  int result = -1;
  for (struct addrinfo *next = found; next != NULL && result < 0; next = next->ai_next) {
    const int candidate = socket(next->ai_family, next->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, next->ai_protocol);
    if (candidate < 0) continue;
    const int on = 1;
    setsockopt(candidate, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(candidate, next->ai_addr, next->ai_addrlen) == 0 && listen(candidate, 4096) == 0) {
      result = candidate;
    } else {
      close(candidate);
    }
  }
  freeaddrinfo(found);
  return result;
}

/// The port of a listening socket; 0 if unknown.
static inline int apptlint_port(int socket) {
  struct sockaddr_storage address;
  socklen_t size = sizeof address;
  if (getsockname(socket, (struct sockaddr *)&address, &size) != 0) return 0;
  if (address.ss_family == AF_INET) return ntohs(((struct sockaddr_in *)&address)->sin_port);
  if (address.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
  return 0;
}

/// Sends a complete response on a socket, and shuts down its sending side.
static inline void apptlint_send_last(int socket, const void *response, size_t size) {
  if (size > 0) (void)send(socket, response, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  shutdown(socket, SHUT_WR);
}

/// Ends a connection in both directions, so that libmicrohttpd closes it.
static inline void apptlint_end(int socket) { shutdown(socket, SHUT_RDWR); }

/// Refuses all further connections to a listening socket.
static inline void apptlint_stop_listening(int socket) { shutdown(socket, SHUT_RDWR); }

/// Duplicates the descriptor of a socket, and shuts down its sending side; -1 if the client has closed its side, or no descriptor
/// is free.
static inline int apptlint_linger(int socket) {
  char byte;
  if (recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) return -1;
  const int copy = fcntl(socket, F_DUPFD_CLOEXEC, 0);
  if (copy >= 0) shutdown(copy, SHUT_WR);
  return copy;
}

/// Discards the data that a client has sent, and returns whether it may send more.
static inline bool apptlint_drop_input(int socket) {
  char bytes[16 << 10];
  // A client that never stops sending must not keep the others waiting.
  for (int count = 0; count < 64; count++) {
    const ssize_t size = recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (size <= 0) return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
  }
  return true;
}

/// Whether the client has closed its side of a connection, and everything that it has sent has been read.
static inline bool apptlint_is_closed(int socket) {
  char byte;
  return recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/// Seconds since data last arrived on a socket, or since it was connected; negative if unknown.
static inline double apptlint_seconds_since_input(int socket) {
#ifdef __linux__
  struct tcp_info info;
  socklen_t size = sizeof info;
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0) return info.tcpi_last_data_recv / 1e3;
#else
  (void)socket;
#endif
  return -1;
}

/// Returns unused memory to the system.
static inline void apptlint_release_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

/// Allows as many open files as the system permits.
static inline void apptlint_raise_file_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// Blocks SIGTERM and SIGINT, which stop the server, in this thread and in the threads that it starts.
static inline void apptlint_block_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
}

/// Waits for one of these signals; returns its number.
static inline int apptlint_wait_for_signal(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  int signal = 0;
  while (sigwait(&set, &signal) != 0) {}
  return signal;
}
