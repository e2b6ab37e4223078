#define _GNU_SOURCE
#include "survey.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"
#include "reopen.h"

/* Bounds of time and memory: a tree of the Linux kernel's size stays far below them. */
enum { most_entries = 500000, most_files_asked = 50000, most_waiting_bytes = 64 << 20, most_reopened = 50000 };

/* What package managers fill, often with links into their own stores, and replace as a whole: nobody works in there. */
static const char *const unsearched[] = {"node_modules", "site-packages"};

enum part { part_head = 1, part_objects = 2, part_refs = 4, part_common = 8 };

/* Whatever they are: git asks of some only whether they may be gone through or executed, and follows links. */
static const struct {
  const char *name;
  enum part part;
} repository_parts[] = {
  {"HEAD", part_head},
  {"objects", part_objects},
  {"refs", part_refs},
  {"commondir", part_common},
};

struct file {
  dev_t device;
  ino_t inode;
  nlink_t names;
  char *path;
};

struct survey {
  char **waiting;
  size_t next, count, room, bytes;
  struct file *files;
  size_t file_count, file_room;
  const char *const *excluded;
  size_t entries, asked, reopened;
  bool links, cut;
  struct frame *told; /* takes what is found; NULL: it is printed */
};

static void found(struct survey *survey, char kind, const char *path) {
  if (survey->told != NULL) {
    frame_add(survey->told, (char[]){kind, '\0'}, path);
    return;
  }
  if (putchar(kind) == EOF || fwrite(path, 1, strlen(path) + 1, stdout) != strlen(path) + 1)
    die_errno("survey", "can't tell what was found");
}

static char *join(const char *folder, const char *name) {
  char *path;
  if (asprintf(&path, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name) < 0) die("memory", "out of memory");
  return path;
}

/** Takes `path` over. */
static void visit_later(struct survey *survey, char *path) {
  for (const char *const *left_out = survey->excluded; *left_out != NULL; left_out++) {
    if (strcmp(*left_out, path) == 0) {
      free(path);
      return;
    }
  }
  if (survey->bytes > most_waiting_bytes) {
    survey->cut = true;
    free(path);
    return;
  }
  if (survey->count == survey->room) {
    survey->room = survey->room == 0 ? 256 : survey->room * 2;
    survey->waiting = checked_realloc(survey->waiting, survey->room * sizeof *survey->waiting);
  }
  survey->bytes += strlen(path) + 1;
  survey->waiting[survey->count++] = path;
}

static void note_file(struct survey *survey, const struct stat *file, char *path) {
  if (survey->file_count == survey->file_room) {
    survey->file_room = survey->file_room == 0 ? 64 : survey->file_room * 2;
    survey->files = checked_realloc(survey->files, survey->file_room * sizeof *survey->files);
  }
  survey->files[survey->file_count++] =
    (struct file){.device = file->st_dev, .inode = file->st_ino, .names = file->st_nlink, .path = path};
}

static void ask_file(struct survey *survey, int folder, const char *path, const char *name) {
  struct stat file;
  if (survey->asked++ >= most_files_asked) {
    survey->cut = true;
    return;
  }
  if (fstatat(folder, name, &file, AT_SYMLINK_NOFOLLOW) != 0 || file.st_nlink < 2) return;
  note_file(survey, &file, join(path, name));
}

static bool is_unsearched(const char *name) {
  for (size_t i = 0; i < sizeof unsearched / sizeof *unsearched; i++)
    if (strcmp(name, unsearched[i]) == 0) return true;
  return false;
}

/** Its work is in the files beside it; of what it holds only the repositories of submodules matter. */
static void take_git_entry(struct survey *survey, const char *path, unsigned char type) {
  found(survey, type == DT_DIR ? 'd' : type == DT_LNK ? 'l' : 'f', path);
  if (type == DT_DIR) visit_later(survey, join(path, "modules"));
}

static unsigned char type_of(int folder, const struct dirent *entry) {
  struct stat file;
  if (entry->d_type != DT_UNKNOWN) return entry->d_type;
  return fstatat(folder, entry->d_name, &file, AT_SYMLINK_NOFOLLOW) == 0 ? IFTODT(file.st_mode) : DT_UNKNOWN;
}

/** Looks at one entry; tells which part of a repository it may be. */
static int take_entry(struct survey *survey, int folder, const char *path, const struct dirent *entry) {
  const char *name = entry->d_name;
  unsigned char type = type_of(folder, entry);
  if (strcmp(name, ".git") == 0) {
    cleanup_free char *own = join(path, name);
    take_git_entry(survey, own, type);
    return 0;
  }
  if (type == DT_DIR && !is_unsearched(name)) visit_later(survey, join(path, name));
  if (type == DT_REG && survey->links) ask_file(survey, folder, path, name);
  for (size_t i = 0; i < sizeof repository_parts / sizeof *repository_parts; i++)
    if (strcmp(name, repository_parts[i].name) == 0) return (int)repository_parts[i].part;
  return 0;
}

static bool is_repository(int parts) {
  const int plain = part_objects | part_refs;
  return (parts & part_head) != 0 && ((parts & part_common) != 0 || (parts & plain) == plain);
}

/** A command can open what its user has closed, and go by name where it can't look: so does this. */
static int open_to_look(struct survey *survey, const char *path, struct reopened *reopened) {
  struct open_how how = {.flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC, .resolve = RESOLVE_NO_SYMLINKS};
  cleanup_free char *itself = join(path, "."); /* to be listed, and to be gone through */
  int folder = (int)syscall(SYS_openat2, AT_FDCWD, itself, &how, sizeof how);
  if (folder >= 0 || errno == ENOENT || errno == ENOTDIR || errno == ELOOP) return folder;
  if (survey->reopened > most_reopened) {
    survey->cut = true;
    errno = ENOENT;
    return -1;
  }
  folder = reopen_folder(path, to_look, reopened);
  survey->reopened += reopened->count;
  return folder;
}

/** Takes the listing over. */
static void look_through(struct survey *survey, DIR *listing, const char *path) {
  int parts = 0;
  for (struct dirent *entry; (entry = readdir(listing)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (++survey->entries > most_entries) {
      survey->cut = true;
      break;
    }
    parts |= take_entry(survey, dirfd(listing), path, entry);
  }
  closedir(listing);
  if (is_repository(parts)) found(survey, 'b', path);
}

static void visit(struct survey *survey, const char *path) {
  struct reopened reopened = {0};
  int folder = open_to_look(survey, path, &reopened);
  DIR *listing = folder < 0 ? NULL : fdopendir(folder);
  if (listing != NULL) {
    look_through(survey, listing, path);
  } else {
    /* Else it is gone in this moment, or nothing that this user's commands get into. */
    if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP) found(survey, 'u', path);
    if (folder >= 0) close(folder);
  }
  reopened_close(&reopened);
}

static int by_inode(const void *a, const void *b) {
  const struct file *one = a, *other = b;
  if (one->device != other->device) return one->device < other->device ? -1 : 1;
  return one->inode < other->inode ? -1 : one->inode > other->inode;
}

/** A file is one of this tree's own when all its names lie in there. */
static void tell_linked(struct survey *survey) {
  if (survey->file_count == 0) return;
  qsort(survey->files, survey->file_count, sizeof *survey->files, by_inode);
  for (size_t first = 0, end; first < survey->file_count; first = end) {
    for (end = first + 1; end < survey->file_count && by_inode(&survey->files[first], &survey->files[end]) == 0;) end++;
    for (size_t i = first; i < end && end - first < survey->files[first].names; i++) found(survey, 'h', survey->files[i].path);
  }
}

static void forget(struct survey *survey) {
  while (survey->next < survey->count) free(survey->waiting[survey->next++]);
  for (size_t i = 0; i < survey->file_count; i++) free(survey->files[i].path);
  free(survey->waiting);
  free(survey->files);
}

static void look_through_all(struct survey *survey) {
  while (survey->next < survey->count && survey->entries <= most_entries) {
    cleanup_free char *path = survey->waiting[survey->next++];
    survey->bytes -= strlen(path) + 1;
    visit(survey, path);
  }
  tell_linked(survey);
  if (survey->cut) found(survey, '!', "");
  forget(survey);
}

static void start_with(struct survey *survey, const char *folder) {
  char *path = strdup(folder);
  if (path == NULL) die("memory", "out of memory");
  visit_later(survey, path);
}

int survey_print(char **words) {
  struct survey survey = {0};
  char **word = words;
  for (; *word != NULL && strcmp(*word, "--not") != 0; word++) continue;
  survey.excluded = (const char *const *)(*word == NULL ? word : word + 1);
  *word = NULL;
  for (char **root = words; *root != NULL; root++) {
    if (strcmp(*root, "--links") == 0) survey.links = true;
    else start_with(&survey, *root);
  }
  look_through_all(&survey);
  return fflush(stdout) == 0 ? 0 : 1;
}

void survey_tell(const struct texts *folders, const struct texts *left, struct frame *frame) {
  static const char *const none[] = {NULL};
  struct survey survey = {.told = frame, .excluded = left->count == 0 ? none : left->items};
  for (size_t i = 0; i < folders->count; i++) start_with(&survey, folders->items[i]);
  look_through_all(&survey);
}
