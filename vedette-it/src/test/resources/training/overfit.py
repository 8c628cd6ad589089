# What runs share that learn eight drawn pictures by heart: data, optimizer, schedule.
data_root = 'data/'
classes = ('circle', 'square', 'triangle', 'star', 'ring')
max_iters = 100

preprocessor = dict(
    type='DetDataPreprocessor',
    mean=[123.675, 116.28, 103.53], std=[58.395, 57.12, 57.375],
    bgr_to_rgb=True, pad_size_divisor=32)
backbone = dict(
    type='ResNet', depth=18, base_channels=16, num_stages=4,
    out_indices=(0, 1, 2, 3), frozen_stages=-1,
    norm_cfg=dict(type='BN', requires_grad=True), norm_eval=False, style='pytorch')

dataset = dict(
    type='CocoDataset',
    metainfo=dict(classes=classes),
    data_root=data_root,
    ann_file='annotations/instances_train.json',
    data_prefix=dict(img='train/'))
train_dataloader = dict(
    batch_size=8,
    num_workers=2,
    sampler=dict(type='InfiniteSampler', shuffle=True),
    dataset=dict(
        pipeline=[
            dict(type='LoadImageFromFile'),
            dict(type='LoadAnnotations', with_bbox=True),
            dict(type='PackDetInputs'),
        ],
        **dataset))
val_dataloader = dict(
    batch_size=8,
    num_workers=0,
    sampler=dict(type='DefaultSampler', shuffle=False),
    dataset=dict(
        test_mode=True,
        pipeline=[
            dict(type='LoadImageFromFile'),
            dict(type='LoadAnnotations', with_bbox=True),
            dict(type='PackDetInputs'),
        ],
        **dataset))
val_evaluator = dict(
    type='CocoMetric',
    ann_file=data_root + 'annotations/instances_train.json',
    metric='bbox')

train_cfg = dict(
    type='IterBasedTrainLoop', max_iters=max_iters, val_interval=max_iters)
val_cfg = dict(type='ValLoop')
optim_wrapper = dict(
    type='OptimWrapper',
    optimizer=dict(type='AdamW', lr=0.002, weight_decay=0.0001),
    clip_grad=dict(max_norm=10, norm_type=2))
param_scheduler = [
    dict(type='LinearLR', start_factor=0.1, by_epoch=False, begin=0, end=10),
    dict(
        type='CosineAnnealingLR', T_max=max_iters - 10, eta_min=0.0001,
        by_epoch=False, begin=10, end=max_iters),
]
default_hooks = dict(
    checkpoint=dict(type='CheckpointHook', interval=max_iters, by_epoch=False),
    logger=dict(type='LoggerHook', interval=20))
randomness = dict(seed=1)
