# Every component of the plugin in one run, on images and boxes of a text file:
#   ./vedette train --plugin examples/plugin/target/plugin.jar examples/plugin/everything.py
classes = ('cat', 'dog')

model = dict(
    type='SingleStageDetector',
    data_preprocessor=dict(
        type='DetDataPreprocessor',
        mean=[123.675, 116.28, 103.53], std=[58.395, 57.12, 57.375],
        bgr_to_rgb=True, pad_size_divisor=32),
    backbone=dict(
        type='acme.PlainBackbone', frozen_stages=1,
        act_cfg=dict(type='acme.SmeLU', beta=0.25)),
    neck=dict(
        type='acme.LateralNeck', in_channels=[64, 128, 256], out_channels=64),
    bbox_head=dict(
        type='acme.CentreCellHead', num_classes=len(classes), in_channels=64,
        loss_bbox=dict(type='acme.CharbonnierLoss', loss_weight=0.1)),
    test_cfg=dict(score_thr=0.05, nms=dict(iou_threshold=0.6)))

train_pipeline = [
    dict(type='LoadImageFromFile'),
    dict(type='LoadAnnotations', with_bbox=True),
    dict(type='acme.RandomNoise', std=5.0),
    dict(type='PackDetInputs'),
]
val_pipeline = [
    dict(type='LoadImageFromFile'),
    dict(type='PackDetInputs'),
]
train_dataloader = dict(
    batch_size=2, num_workers=2,
    sampler=dict(type='acme.RandomShareSampler', share=0.5),
    dataset=dict(
        type='acme.TextDataset', ann_file='data/train.txt', img_dir='data/train',
        classes=classes, pipeline=train_pipeline))
val_dataloader = dict(
    batch_size=1, num_workers=2,
    sampler=dict(type='DefaultSampler', shuffle=False),
    dataset=dict(
        type='acme.TextDataset', ann_file='data/val.txt', img_dir='data/val',
        classes=classes, pipeline=val_pipeline))
val_evaluator = dict(type='acme.CountError', score_thr=0.5)

train_cfg = dict(type='EpochBasedTrainLoop', max_epochs=2, val_interval=1)
val_cfg = dict(type='ValLoop')
optim_wrapper = dict(
    type='OptimWrapper',
    optimizer=dict(type='acme.Lion', lr=1e-3),
    constructor='acme.BackboneLrConstructor',
    paramwise_cfg=dict(backbone_lr_mult=0.1))
custom_hooks = [dict(type='UnfreezeBackboneEpochBasedHook', unfreeze_epoch=1)]
default_hooks = dict(
    checkpoint=dict(
        type='CheckpointHook', interval=1, save_best='count/error', rule='less'))
