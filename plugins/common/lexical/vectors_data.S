/* SPDX-License-Identifier: Apache-2.0
 *
 * vectors_data.S - data/vectors.bin as a constant; VECTORS_BIN is its path.
 */
	.section .rodata
	.globl vectors_data
	.hidden vectors_data
	.type vectors_data, %object
	.balign 16
vectors_data:
	.incbin VECTORS_BIN
	.size vectors_data, . - vectors_data
	.section .note.GNU-stack, "", %progbits
