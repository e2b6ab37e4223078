#define _GNU_SOURCE
#include "walls.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "shared-memory.h"

/* Each grant is a rule that the kernel looks up on every open: beyond this a profile names folders instead. */
enum { most_entries = 20000 };

static void add_place(struct place_list *list, const char *path, enum wall wall) {
  if (list->count == list->room) {
    list->room = list->room == 0 ? 64 : list->room * 2;
    list->items = checked_realloc(list->items, list->room * sizeof *list->items);
  }
  char *copy = strdup(path);
  if (copy == NULL) die("walls", "out of memory");
  list->items[list->count++] = (struct place){.path = copy, .wall = wall};
}

static int by_path(const void *one, const void *other) {
  return strcmp(((const struct place *)one)->path, ((const struct place *)other)->path);
}

static void sort(struct place_list *list) {
  if (list->count > 0) qsort(list->items, list->count, sizeof *list->items, by_path);
}

/** Where a text of this length stands in the list, or would stand. */
static size_t position_of(const struct place_list *list, const char *path, size_t length) {
  size_t low = 0, high = list->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const char *item = list->items[middle].path;
    int order = strncmp(item, path, length);
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

static struct place *find(const struct place_list *list, const char *path, size_t length) {
  size_t at = position_of(list, path, length); /* the shortest of those that start alike comes first */
  if (at == list->count) return NULL;
  struct place *item = &list->items[at];
  return strncmp(item->path, path, length) == 0 && item->path[length] == '\0' ? item : NULL;
}

/** The length of the folder that holds a path of this length; 0 above the root. */
static size_t folder_length(const char *path, size_t length) {
  if (length <= 1) return 0;
  while (path[length - 1] != '/') length--;
  return length > 1 ? length - 1 : 1;
}

enum wall wall_at(const struct walls *walls, const char *path) {
  for (size_t length = strlen(path); length > 0; length = folder_length(path, length)) {
    const struct place *place = find(&walls->places, path, length);
    if (place != NULL) return place->wall;
  }
  return wall_none;
}

enum wall wall_granted(const struct walls *walls, const char *path) {
  enum wall most = wall_none;
  for (size_t length = strlen(path); length > 0; length = folder_length(path, length)) {
    const struct place *grant = find(&walls->grants, path, length);
    if (grant != NULL && grant->wall > most) most = grant->wall;
  }
  return most;
}

/** The least that any place below the path allows. */
static enum wall least_below(const struct walls *walls, const char *path) {
  char start[PATH_MAX + 1];
  int written = snprintf(start, sizeof start, "%s/", strcmp(path, "/") == 0 ? "" : path);
  if (written < 0 || (size_t)written >= sizeof start) return wall_none;
  size_t length = (size_t)written;
  enum wall least = wall_write;
  for (size_t at = position_of(&walls->places, start, length); at < walls->places.count; at++) {
    const struct place *place = &walls->places.items[at];
    if (strncmp(place->path, start, length) != 0) break;
    if (place->path[length] != '\0' && place->wall < least) least = place->wall;
  }
  return least;
}

bool wall_pins(const struct walls *walls, const char *path) {
  const struct place *place = find(&walls->places, path, strlen(path));
  return (place != NULL && place->wall < wall_write) || least_below(walls, path) < wall_write;
}

void walls_forget(struct walls *walls, const char *path) {
  struct place *grant = find(&walls->grants, path, strlen(path));
  if (grant != NULL) grant->wall = wall_none;
}

/** A folder still to be looked through, whose entries are allowed this much unless a place says otherwise. */
struct pending {
  char *path;
  enum wall wall;
};

struct survey {
  struct walls *walls;
  struct pending *pending;
  size_t count, room;
  size_t entries;
};

static void look_into_later(struct survey *survey, const char *path, enum wall wall) {
  if (survey->count == survey->room) {
    survey->room = survey->room == 0 ? 16 : survey->room * 2;
    survey->pending = checked_realloc(survey->pending, survey->room * sizeof *survey->pending);
  }
  char *copy = strdup(path);
  if (copy == NULL) die("walls", "out of memory");
  survey->pending[survey->count++] = (struct pending){.path = copy, .wall = wall};
}

/** Grants the path whole, or what all below it may have and the rest entry by entry. */
static void grant(struct survey *survey, const char *path, enum wall wall) {
  struct walls *walls = survey->walls;
  enum wall least = least_below(walls, path);
  enum wall whole = least < wall ? least : wall;
  if (wall == wall_write && least == wall_none) walls->hides = true;
  if (whole > wall_none) add_place(&walls->grants, path, whole);
  if (whole == wall) return;
  look_into_later(survey, path, wall);
}

static bool is_link(int folder, const struct dirent *entry) {
  if (entry->d_type != DT_UNKNOWN) return entry->d_type == DT_LNK;
  struct stat there;
  return fstatat(folder, entry->d_name, &there, AT_SYMLINK_NOFOLLOW) != 0 || S_ISLNK(there.st_mode);
}

static void look_into(struct survey *survey, const struct pending *next) {
  int fd = open(next->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *folder = fd < 0 ? NULL : fdopendir(fd);
  if (folder == NULL) {
    if (fd >= 0) close(fd);
    return; /* gone, a file, or out of reach for this user too: nothing of it is granted */
  }
  char path[PATH_MAX];
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (++survey->entries > most_entries) {
      die("walls", "%s: more than %d entries stand beside what is not allowed", next->path, most_entries);
    }
    const char *base = strcmp(next->path, "/") == 0 ? "" : next->path;
    if (snprintf(path, sizeof path, "%s/%s", base, entry->d_name) >= (int)sizeof path) continue;
    /* What a link leads to has a place of its own, or none. */
    if (is_link(fd, entry) || find(&survey->walls->places, path, strlen(path)) != NULL) continue;
    grant(survey, path, next->wall);
  }
  closedir(folder);
}

/** May be written. It is made later, if at all, and so has no grant. */
static void add_shared_memory(struct walls *walls, const struct order *order) {
  char path[PATH_MAX];
  if (!shared_memory_folder(order, path)) return;
  add_place(&walls->places, path, wall_write);
  sort(&walls->places);
}

static void add_texts(struct place_list *places, const struct texts *paths, enum wall wall) {
  for (size_t i = 0; i < paths->count; i++) add_place(places, paths->items[i], wall);
}

struct walls *walls_of(const struct order *order) {
  static struct walls walls;
  if (walls.places.count > 0) return &walls;
  add_texts(&walls.places, &order->walls_none, wall_none);
  add_texts(&walls.places, &order->walls_read, wall_read);
  add_texts(&walls.places, &order->walls_write, wall_write);
  sort(&walls.places);
  struct survey survey = {.walls = &walls};
  for (size_t i = 0; i < walls.places.count; i++) {
    const struct place *place = &walls.places.items[i];
    if (place->wall > wall_none) grant(&survey, place->path, place->wall);
  }
  while (survey.count > 0) {
    struct pending next = survey.pending[--survey.count];
    look_into(&survey, &next);
    free(next.path);
  }
  free(survey.pending);
  sort(&walls.grants);
  add_shared_memory(&walls, order);
  return &walls;
}
