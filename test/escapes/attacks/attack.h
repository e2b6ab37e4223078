/* One program for every attack: `attack NAME WORDS…` tries one forbidden thing and prints how the kernel answered. */
#ifndef SALLYPORT_ATTACK_H
#define SALLYPORT_ATTACK_H

/** Tries it. Returns what the system call did: below 0 with errno is a refusal, all else a success. */
struct attack {
  const char *name;
  int (*run)(char **words);
};

/** Tables by what is attacked, each ended by a row without a name. */
extern const struct attack file_attacks[];
extern const struct attack process_attacks[];
extern const struct attack program_attacks[];
extern const struct attack survivor_attacks[];
extern const struct attack network_attacks[];
extern const struct attack ipc_attacks[];
extern const struct attack mount_attacks[];
extern const struct attack kernel_attacks[];

/** Whom to attack: a process of the same user's that holds one of everything, and says at the end what became of it. */
int be_victim(char **words);

/** Makes the next process's number a high one. */
int skip_numbers(char **words);

#endif
