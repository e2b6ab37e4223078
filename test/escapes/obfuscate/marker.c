/** The program that may not run: it appends to TRACE which line has started it, and says that it did. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
  char cwd[4096] = "?", text[8192];
  const char *line = getenv("LINE");
  int fd = open(TRACE, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0)
    return 97;
  if (getcwd(cwd, sizeof cwd) == NULL)
    strcpy(cwd, "?");
  int length = snprintf(text, sizeof text, "%s\t%.4000s\t%.100s\n", line ? line : "", cwd, argc > 0 ? argv[0] : "");
  if (write(fd, text, (size_t)length) != length)
    return 98;
  puts("ran");
  return 0;
}
